package dev.landfall.plan;

import dev.landfall.records.DnsName;
import java.net.IDN;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Host names as they go into DNS: A-labels in lower case, no trailing dot. */
final class Hostnames {
    private static final String ALLOWED = "a host name of letters, digits and hyphens, such as ";
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final int LONGEST = 253;

    private Hostnames() {}

    /** The name that the public uses. */
    static String publicName(Field field) {
        String allowed = ALLOWED + "api.example.com";
        if (field.text(allowed).startsWith("*.")) {
            throw field.refused("one name: a wildcard can be neither probed nor asked for");
        }
        String name = read(field, allowed);
        if (!name.contains(".")) {
            throw field.refused(allowed);
        }
        return name;
    }

    /** A name that an origin answers to. */
    static String origin(Field field, String example) {
        return read(field, ALLOWED + example);
    }

    private static String read(Field field, String allowed) {
        String name = DnsName.normal(toAscii(field, allowed));
        String[] labels = name.split("\\.", -1);
        boolean wellFormed = name.length() <= LONGEST
                && Arrays.stream(labels).allMatch(label -> LABEL.matcher(label).matches());
        // A last label of digits alone would be taken for an IPv4 address.
        if (!wellFormed || DIGITS.matcher(labels[labels.length - 1]).matches()) {
            throw field.refused(allowed);
        }
        return name;
    }

    private static String toAscii(Field field, String allowed) {
        String text = field.text(allowed);
        if (text.length() > LONGEST + 1) {
            throw field.refused(allowed);
        }
        try {
            return IDN.toASCII(text);
        } catch (IllegalArgumentException e) {
            throw field.refused(allowed);
        }
    }
}
