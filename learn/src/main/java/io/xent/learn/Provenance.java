package io.xent.learn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a model was made: names and values in a fixed order, kept in the model file. The names in use are listed in
 * docs/file-formats.md.
 */
public record Provenance(Map<String, String> entries) {

    public Provenance {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
}
