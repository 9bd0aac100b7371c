package dev.landfall.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times, amounts and shares. Never in the writing of some locale: output is compared and parsed. */
public final class Amounts {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Step Functions: dollars for one state transition of a standard machine (eu-west-1 and us-east-1). */
    private static final double DOLLARS_PER_TRANSITION = 0.025 / 1000;

    private static final long MEGABYTE = 1024 * 1024;

    private Amounts() {}

    public static String stamp(Instant at) {
        return STAMP.format(at);
    }

    /** Time since the start as {@code h:mm:ss}; hours go on beyond a day. */
    public static String clock(Duration sinceStart) {
        return String.format(
                Locale.ROOT,
                "%d:%02d:%02d",
                sinceStart.toHours(),
                sinceStart.toMinutesPart(),
                sinceStart.toSecondsPart());
    }

    /** The two largest units without zeros: {@code 3 d 2 h}, {@code 4 h}, {@code 6 min 7 s}, {@code 0 s}. */
    public static String span(Duration time) {
        if (time.toDays() > 0) {
            return two(time.toDays(), "d", time.toHoursPart(), "h");
        }
        if (time.toHours() > 0) {
            return two(time.toHours(), "h", time.toMinutesPart(), "min");
        }
        return time.toMinutes() > 0 ? two(time.toMinutes(), "min", time.toSecondsPart(), "s") : time.toSeconds() + " s";
    }

    private static String two(long large, String largeUnit, int small, String smallUnit) {
        String first = large + " " + largeUnit;
        return small == 0 ? first : first + " " + small + " " + smallUnit;
    }

    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    public static String count(long amount) {
        return String.format(Locale.ROOT, "%,d", amount);
    }

    /** {@code 1 add-on}, {@code 2 add-ons}. */
    public static String count(long amount, String thing) {
        return count(amount) + " " + thing + (amount == 1 ? "" : "s");
    }

    /** So many of so many bytes: {@code 512 of 2,048 MB, 25 %}. */
    public static String megabytes(long bytes, long of) {
        return count(bytes / MEGABYTE) + " of " + count(of / MEGABYTE) + " MB, " + (of == 0 ? 100 : 100 * bytes / of)
                + " %";
    }

    /** A share in percent, with as many digits as a small one needs to differ from zero. */
    public static String share(long part, long whole) {
        if (part == 0 || whole == 0) {
            return "0 %";
        }
        double percent = 100.0 * part / whole;
        if (percent < 0.001) {
            return "under 0.001 %";
        }
        int digits = percent >= 10 ? 0 : percent >= 1 ? 1 : 3;
        return BigDecimal.valueOf(percent)
                        .setScale(digits, RoundingMode.HALF_UP)
                        .toPlainString() + " %";
    }

    public static String cost(int transitions) {
        return String.format(Locale.ROOT, "$%.4f", transitions * DOLLARS_PER_TRANSITION);
    }
}
