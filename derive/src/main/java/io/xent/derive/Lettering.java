package io.xent.derive;

/**
 * A name taken apart: {@code ŷ'_true} is y with a hat, one prime, and a label.
 *
 * @param base the letters without anything on them
 * @param accent the combining character over them, or 0
 * @param primes how many primes follow
 * @param label the words below, or nothing
 */
record Lettering(String base, char accent, int primes, String label) {

    static Lettering of(String marked) {
        String name = marked.replace(Character.toString(RowLoss.MARK), "");
        int below = name.indexOf('_');
        String label = below < 0 ? "" : name.substring(below + 1);
        String letters = below < 0 ? name : name.substring(0, below);
        int primes = letters.length() - letters.replace("'", "").length();
        letters = letters.replace("'", "");
        int plain = letters.length() == 1 ? Spelling.unhatted(letters.charAt(0)) : -1;
        if (plain >= 0) {
            return new Lettering(Character.toString(plain), '\u0302', primes, label);
        }
        char last = letters.isEmpty() ? 0 : letters.charAt(letters.length() - 1);
        boolean isAccent = last >= '\u0300' && last <= '\u036F';
        return new Lettering(
                isAccent ? letters.substring(0, letters.length() - 1) : letters, isAccent ? last : 0, primes, label);
    }
}
