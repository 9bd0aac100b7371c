package dev.landfall.plan;

import java.util.regex.Matcher;

/** Specs as operators write them, for tests that change one thing about them. */
public final class Specs {
    public static final String SMALLEST = """
            hostname: api.example.com
            hostedZoneId: Z0123456789ABCDEFGHIJ
            heroku: {cname: app.herokudns.com}
            aws: {cname: alb.eu-west-1.elb.amazonaws.com}
            alarms: [api-5xx]
            """;

    private Specs() {}

    /** The smallest spec and what {@code more} adds to it. */
    public static ShiftSpec with(String more) {
        return SpecReader.read(SMALLEST + more);
    }

    /** The smallest spec with the line of one field replaced; an empty {@code line} leaves the field out. */
    static String replacing(String field, String line) {
        return SMALLEST.replaceFirst(
                "(?m)^" + field + ": .*\\n", Matcher.quoteReplacement(line.isEmpty() ? "" : line + "\n"));
    }
}
