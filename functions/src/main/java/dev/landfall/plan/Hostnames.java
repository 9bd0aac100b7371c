package dev.landfall.plan;

import dev.landfall.records.DnsName;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Host names as they go into DNS: A-labels in lower case, no trailing dot. */
public final class Hostnames {
    private static final String ALLOWED = "a host name of letters, digits and hyphens, such as ";
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final int LONGEST = 253;

    private static final Pattern NAME_SERVER =
            Pattern.compile("(?<host>[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*)\\.?(:(?<port>[0-9]{1,5}))?");
    private static final int LAST_PORT = 65_535;

    private Hostnames() {}

    /** As somebody may type the name of a migration's host: in any case, with a trailing dot, in letters of any script. */
    public static String normal(String typed) {
        try {
            return DnsName.normal(IDN.toASCII(typed));
        } catch (IllegalArgumentException e) {
            return DnsName.normal(typed);
        }
    }

    /** Whether what somebody typed is of a length that a name can have. */
    public static boolean mayBe(String typed) {
        return !typed.isBlank() && normal(typed).length() <= LONGEST;
    }

    /** A name or an IPv4 address, and perhaps a port. */
    static String nameServer(Field field) {
        String allowed = "host or host:port, such as 127.0.0.1:5353";
        Matcher server = NAME_SERVER.matcher(field.text(allowed));
        if (!server.matches() || server.group("host").length() > LONGEST || !isPort(server.group("port"))) {
            throw field.refused(allowed);
        }
        return server.group();
    }

    private static boolean isPort(@Nullable String port) {
        return port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= LAST_PORT);
    }

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
            String ascii = IDN.toASCII(text);
            for (String label : text.split("\\.", -1)) {
                requireUnmistakable(field, label, allowed);
            }
            return ascii;
        } catch (IllegalArgumentException e) {
            throw field.refused(allowed);
        }
    }

    /**
     * What is converted must lead back to what was written, since the two standards for it disagree about some letters
     * ({@code ß}) and drop others. And no label may mix letters that look alike: it is another name than it seems.
     */
    private static void requireUnmistakable(Field field, String label, String allowed) {
        String ascii = IDN.toASCII(label);
        if (ascii.equals(label)) {
            return;
        }
        if (!normalText(IDN.toUnicode(ascii)).equals(normalText(label))) {
            throw field.refused(allowed + ", or of A-labels (xn--...): some of its letters are read in two ways");
        }
        if (LookAlikes.areMixedIn(normalText(label))) {
            throw field.refused(allowed + ", with the label written " + DnsName.normal(ascii)
                    + " if that is meant: it mixes letters that look alike");
        }
    }

    private static String normalText(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
