package io.xent.tables;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the text of one cell can be read as. */
final class Cells {

    /** Doubles beyond this skip whole numbers. */
    private static final long GREATEST_EXACT = 1L << 53;

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+(_\\d+)*");
    private static final Pattern NOT_FINITE = Pattern.compile("(?i)[+-]?(nan|inf|infinity)");
    private static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d(:?\\d\\d)?)?)?");

    private Cells() {}

    /** Whether the text is a finite decimal number, such as -1, 2.50 or 1e-3; see {@link NumberText}. */
    static boolean isNumber(String text) {
        return !Double.isNaN(NumberText.parse(text));
    }

    /** Whether the text is a whole number that a double cannot hold: surely a name, not a quantity. */
    static boolean isInexactWhole(String text) {
        return text.length() > 15
                && WHOLE.matcher(text).matches()
                && new BigDecimal(text.replace("_", "")).abs().compareTo(BigDecimal.valueOf(GREATEST_EXACT)) > 0;
    }

    /** Whether the text spells NaN or an infinity. */
    static boolean isNotFinite(String text) {
        return NOT_FINITE.matcher(text).matches();
    }

    /** Whether the text is a number with a comma where the point belongs, as much of Europe writes it. */
    static boolean hasDecimalComma(String text) {
        return text.indexOf(',') >= 0 && text.indexOf('.') < 0 && isNumber(text.replace(',', '.'));
    }

    static boolean isBoolean(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals("true") || lower.equals("false");
    }

    static boolean hasTimeOfDay(String text) {
        return text.length() > 10;
    }

    static boolean isTime(String text) {
        return !Double.isNaN(time(text));
    }

    /** Seconds since 1970-01-01 UTC of an ISO 8601 date or time, UTC where it names no offset; NaN if it is none. */
    static double time(String text) {
        if (!TIME.matcher(text).matches()) {
            return Double.NaN;
        }
        try {
            if (!hasTimeOfDay(text)) {
                return LocalDate.parse(text).toEpochDay() * 86_400.0;
            }
            String iso = text.replace(' ', 'T');
            int offset = Math.max(iso.indexOf('+', 11), iso.indexOf('-', 11));
            if (offset > 0) {
                OffsetDateTime time = OffsetDateTime.of(
                        LocalDateTime.parse(iso.substring(0, offset)), ZoneOffset.of(iso.substring(offset)));
                return time.toEpochSecond() + time.getNano() * 1e-9;
            }
            LocalDateTime time = LocalDateTime.parse(iso.endsWith("Z") ? iso.substring(0, iso.length() - 1) : iso);
            return time.toEpochSecond(ZoneOffset.UTC) + time.getNano() * 1e-9;
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }
}
