package dev.landfall.records;

import java.util.Locale;

/** DNS names compared as DNS does: without regard to case or to the trailing dot of a fully qualified name. */
public final class DnsName {
    private DnsName() {}

    /** Lower case, no trailing dot, and Route 53's {@code \052} written as the {@code *} it stands for. */
    public static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace("\\052", "*");
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    public static boolean same(String one, String other) {
        return normal(one).equals(normal(other));
    }

    public static boolean isWithin(String name, String zone) {
        String normal = normal(name);
        return same(normal, zone) || normal.endsWith("." + normal(zone));
    }
}
