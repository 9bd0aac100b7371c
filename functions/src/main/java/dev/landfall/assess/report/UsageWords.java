package dev.landfall.assess.report;

import dev.landfall.page.Amounts;
import dev.landfall.usage.Usage;
import dev.landfall.usage.Usage.Distribution;
import dev.landfall.usage.Usage.ErrorShare;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was measured, as figures in a line. */
public final class UsageWords {
    public static final String MEGABYTES = "%.0f";
    public static final String LOAD = "%.2f";

    private static final String NOTHING = "–";

    private UsageWords() {}

    /** @param number how one is written */
    public static String distribution(@Nullable Distribution distribution, String number) {
        return distribution == null
                ? NOTHING
                : String.format(
                        Locale.ROOT,
                        "p50 " + number + ", p95 " + number + ", p99 " + number + ", max " + number,
                        distribution.p50(),
                        distribution.p95(),
                        distribution.p99(),
                        distribution.max());
    }

    /** Such as {@code 0.120 % of requests}; a dash in plans of before shares were measured. */
    public static String share(Usage usage, String code) {
        Map<String, ErrorShare> shares = usage.errorShares();
        ErrorShare share = shares == null ? null : shares.get(code);
        return share == null
                ? NOTHING
                : Amounts.share(share.seen(), share.of()) + " of "
                        + share.unit().words();
    }
}
