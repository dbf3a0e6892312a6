package io.xent.learn;

import java.util.List;

/**
 * What the class indices of a model mean.
 *
 * @param column the name of the label column
 * @param kind what the column held
 * @param names the text of each class, by class index; whole numbers are written without a decimal point
 */
public record Labels(String column, Kind kind, List<String> names) {

    /** What a label column held. */
    public enum Kind {
        TEXT,
        WHOLE_NUMBER,
        NUMBER,
        BOOLEAN
    }

    public Labels {
        names = List.copyOf(names);
    }

    public int classes() {
        return names.size();
    }
}
