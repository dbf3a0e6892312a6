package io.xent.tables;

import java.util.ArrayList;
import java.util.List;

/**
 * One record of a CSV file, put together line by line: cells between delimiters; one that starts with a quotation mark
 * ends with one, and a doubled mark inside stands for one.
 */
final class CsvRecord {

    private enum State {
        AT_START,
        BARE,
        QUOTED,
        AFTER_QUOTE
    }

    private final char delimiter;
    private final StringBuilder cell = new StringBuilder();
    private List<String> cells = new ArrayList<>();
    private State state = State.AT_START;
    private String fault;

    CsvRecord(char delimiter) {
        this.delimiter = delimiter;
    }

    /** Takes the next line; returns whether the record ends with it. */
    boolean take(String line) {
        if (state == State.QUOTED) {
            cell.append('\n');
        } else {
            cells = new ArrayList<>();
            fault = null;
            state = State.AT_START;
        }
        for (int i = 0; i < line.length(); i++) {
            take(line.charAt(i));
        }
        if (state == State.QUOTED) {
            return false;
        }
        endCell();
        return true;
    }

    private void take(char c) {
        if (state == State.QUOTED) {
            state = c == '"' ? State.AFTER_QUOTE : State.QUOTED;
            if (c != '"') {
                cell.append(c);
            }
        } else if (c == delimiter) {
            endCell();
        } else if (c == '"' && state == State.AT_START) {
            state = State.QUOTED;
        } else if (c == '"' && state == State.AFTER_QUOTE) {
            cell.append('"');
            state = State.QUOTED;
        } else {
            if (state == State.AFTER_QUOTE && fault == null) {
                fault = "text follows the closing quotation mark of cell " + (cells.size() + 1)
                        + "; double the marks inside a quoted cell";
            }
            state = State.BARE;
            cell.append(c);
        }
    }

    private void endCell() {
        cells.add(cell.toString());
        cell.setLength(0);
        state = State.AT_START;
    }

    List<String> cells() {
        return cells;
    }

    /** What is wrong with how the record is written, or null. */
    String fault() {
        return fault;
    }
}
