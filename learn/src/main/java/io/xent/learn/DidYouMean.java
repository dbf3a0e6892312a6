package io.xent.learn;

import java.util.Collection;
import java.util.Locale;

/** The end of a message about an unknown name: the known name nearest to it, if one is near. */
public final class DidYouMean {

    private DidYouMean() {}

    /**
     * Returns {@code "; did you mean 'x'?"} for the known name with the fewest edits (insertions, deletions,
     * replacements, swaps of neighbours; upper and lower case are the same) from {@code given}, the first of equals, or
     * the empty string where none is within a third of the length of the longer name.
     */
    public static String suffix(String given, Collection<String> known) {
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (String name : known) {
            int longer = Math.max(given.length(), name.length());
            if (longer > 200 || 3 * Math.abs(given.length() - name.length()) > longer) {
                continue;
            }
            int edits = edits(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (edits < fewest && 3 * edits <= longer) {
                fewest = edits;
                best = name;
            }
        }
        return best == null ? "" : "; did you mean '" + best + "'?";
    }

    private static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 ? j : j == 0 ? i : edits(a, b, i, j, d);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int edits(String a, String b, int i, int j, int[][] d) {
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(fewest, d[i - 2][j - 2] + 1) : fewest;
    }
}
