package dev.landfall.rehearsal.world;

import dev.landfall.health.AlarmReading.State;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a composite alarm's rule from left to right. NOT binds most, then AND, then OR. */
final class AlarmRuleReader {

    /** A name in quotes, in which a backslash takes the next character as it is; a parenthesis; a word. */
    private static final Pattern TOKEN = Pattern.compile("\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[()]|[^\\s()\"]+)");

    private static final Pattern ARN = Pattern.compile("arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:(.+)");
    private static final String END = "";

    private final String rule;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    AlarmRuleReader(String rule) {
        this.rule = rule;
        Matcher token = TOKEN.matcher(rule.strip());
        int read = 0;
        while (token.find() && token.start() == read) {
            tokens.add(token.group(1));
            read = token.end();
        }
        if (read != rule.strip().length()) {
            throw refused("a quote is not closed");
        }
    }

    CompositeAlarmRule read() {
        CompositeAlarmRule read = or();
        if (!peek().equals(END)) {
            throw refused(peek() + " is not expected");
        }
        return read;
    }

    private CompositeAlarmRule or() {
        CompositeAlarmRule left = and();
        while (accept("OR")) {
            left = new CompositeAlarmRule.Or(left, and());
        }
        return left;
    }

    private CompositeAlarmRule and() {
        CompositeAlarmRule left = not();
        while (accept("AND")) {
            left = new CompositeAlarmRule.And(left, not());
        }
        return left;
    }

    private CompositeAlarmRule not() {
        return accept("NOT") ? new CompositeAlarmRule.Not(not()) : term();
    }

    private CompositeAlarmRule term() {
        if (accept("(")) {
            CompositeAlarmRule inner = or();
            require(")");
            return inner;
        }
        String word = take();
        return switch (word) {
            case "TRUE" -> new CompositeAlarmRule.Constant(true);
            case "FALSE" -> new CompositeAlarmRule.Constant(false);
            case "ALARM", "OK", "INSUFFICIENT_DATA" -> new CompositeAlarmRule.In(State.valueOf(word), argument());
            case END -> throw refused("it ends too early");
            default -> throw refused(word + " is not known");
        };
    }

    private String argument() {
        require("(");
        String name = take();
        if (name.equals(END) || name.equals("(") || name.equals(")")) {
            throw refused("the name of an alarm is missing");
        }
        require(")");
        return name(name);
    }

    private static String name(String token) {
        String name =
                token.startsWith("\"") ? token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1") : token;
        Matcher arn = ARN.matcher(name);
        return arn.matches() ? arn.group(1) : name;
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : END;
    }

    private String take() {
        String token = peek();
        next++;
        return token;
    }

    private boolean accept(String token) {
        boolean accepted = peek().equals(token);
        next += accepted ? 1 : 0;
        return accepted;
    }

    private void require(String token) {
        if (!accept(token)) {
            throw refused(token + " is missing");
        }
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("alarm rule \"" + rule.strip() + "\": " + why);
    }
}
