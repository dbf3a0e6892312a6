package io.xent.onnx;

import com.google.protobuf.ByteString;

/**
 * Strings as ONNX Runtime's Java binding passes them. It hands over the JVM's modified UTF-8, in which a character
 * beyond U+FFFF is two surrogates of three bytes each and NUL is two bytes, while a model file, and every other
 * language, has UTF-8. Models are therefore written to understand both: a text that is compared as a whole is listed in
 * both forms; a word of free text, which must stay valid UTF-8 to be cut into words, has each letter or number beyond
 * U+FFFF spelled as five noncharacters, which the model takes for letters.
 */
final class JavaStrings {

    /** What a word is to the Tokenizer, an RE2 expression: letters, numbers and the digits of spelled characters. */
    static final String WORD = "[\\p{L}\\p{N}\\x{FDD0}-\\x{FDEF}]+";

    /** The first of the 32 noncharacters U+FDD0 to U+FDEF, each a digit of five bits. */
    private static final char ZERO = '\uFDD0';

    private static final int BITS = 5;
    private static final int DIGITS = 5;

    private static final int LETTERS_AND_NUMBERS = 1 << Character.UPPERCASE_LETTER
            | 1 << Character.LOWERCASE_LETTER
            | 1 << Character.TITLECASE_LETTER
            | 1 << Character.MODIFIER_LETTER
            | 1 << Character.OTHER_LETTER
            | 1 << Character.DECIMAL_DIGIT_NUMBER
            | 1 << Character.LETTER_NUMBER
            | 1 << Character.OTHER_NUMBER;

    private JavaStrings() {}

    /** Whether both forms are the same. */
    static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c));
    }

    /** The bytes the binding passes. */
    static ByteString modifiedUtf8(String text) {
        ByteString.Output bytes = ByteString.newOutput(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != 0 && c < 0x80) {
                bytes.write(c);
            } else if (c < 0x800) {
                bytes.write(0xC0 | c >> 6);
                bytes.write(0x80 | c & 0x3F);
            } else {
                bytes.write(0xE0 | c >> 12);
                bytes.write(0x80 | c >> 6 & 0x3F);
                bytes.write(0x80 | c & 0x3F);
            }
        }
        return bytes.toByteString();
    }

    /** The same words in a text that is plain: what is neither plain nor spelled becomes a blank. */
    static String spelled(String text) {
        if (text.chars().allMatch(JavaStrings::passesUnchanged)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.isSupplementaryCodePoint(point) && isLetterOrNumber(point)) {
                spell(point, plain);
            } else {
                plain.append(passesUnchanged(point) ? (char) point : ' ');
            }
        });
        return plain.toString();
    }

    private static boolean passesUnchanged(int point) {
        return point != 0 && Character.isBmpCodePoint(point) && !Character.isSurrogate((char) point) && !isDigit(point);
    }

    private static boolean isDigit(int point) {
        return point >= ZERO && point < ZERO + (1 << BITS);
    }

    private static boolean isLetterOrNumber(int point) {
        return (LETTERS_AND_NUMBERS & 1 << Character.getType(point)) != 0;
    }

    private static void spell(int point, StringBuilder out) {
        for (int digit = DIGITS - 1; digit >= 0; digit--) {
            out.append((char) (ZERO + (point >> digit * BITS & (1 << BITS) - 1)));
        }
    }
}
