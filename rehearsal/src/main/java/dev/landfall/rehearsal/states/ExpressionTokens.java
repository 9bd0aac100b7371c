package dev.landfall.rehearsal.states;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JSONata expression cut into tokens, as far as the check of its references needs it. */
final class ExpressionTokens {

    enum Kind {
        /** A field's name, or a word of the language. */
        NAME,
        /** {@code $name}; the text is without the first dollar sign. */
        VARIABLE,
        /** A string, number or regular expression. */
        LITERAL,
        SYMBOL
    }

    record Token(Kind kind, String text) {

        private static final Set<String> OPERATORS = Set.of("and", "or", "in");

        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        boolean isFunctionKeyword() {
            return kind == Kind.NAME && (text.equals("function") || text.equals("λ"));
        }

        /** Whether a value may end here; it decides what a slash or a bracket behind it means. */
        boolean endsOperand() {
            return switch (kind) {
                case VARIABLE, LITERAL -> true;
                case NAME -> !OPERATORS.contains(text);
                case SYMBOL -> is(")") || is("]") || is("}");
            };
        }
    }

    private static final Pattern SPACE = Pattern.compile("(?:\\s|/\\*.*?\\*/)+", Pattern.DOTALL);
    private static final Pattern QUOTED =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'", Pattern.DOTALL);
    private static final Pattern REGULAR_EXPRESSION = Pattern.compile("/(?:\\\\.|[^/\\\\])+/[a-z]*");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\$|[\\p{L}\\p{N}_]*)");
    private static final Pattern NAME = Pattern.compile("`([^`]*)`|([\\p{L}\\p{N}_]+)");
    private static final Pattern SYMBOL = Pattern.compile(":=|~>|\\.\\.|!=|<=|>=|\\*\\*|.", Pattern.DOTALL);

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private ExpressionTokens(String text) {
        this.text = text;
    }

    /** The tokens of an expression that is known to be well-formed. */
    static List<Token> of(String expression) {
        ExpressionTokens cutter = new ExpressionTokens(expression);
        while (cutter.at < expression.length()) {
            cutter.next();
        }
        return cutter.tokens;
    }

    private void next() {
        boolean afterOperand = !tokens.isEmpty() && tokens.getLast().endsOperand();
        boolean taken = skip(SPACE)
                || take(QUOTED, Kind.LITERAL)
                || (!afterOperand && take(REGULAR_EXPRESSION, Kind.LITERAL))
                || take(NUMBER, Kind.LITERAL)
                || take(VARIABLE, Kind.VARIABLE)
                || take(NAME, Kind.NAME)
                || take(SYMBOL, Kind.SYMBOL);
        if (!taken) {
            throw new IllegalStateException("no token at " + at + " of " + text);
        }
    }

    private boolean skip(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        boolean found = matcher.lookingAt();
        if (found) {
            at = matcher.end();
        }
        return found;
    }

    private boolean take(Pattern pattern, Kind kind) {
        int start = at;
        if (!skip(pattern)) {
            return false;
        }
        String found = text.substring(start, at);
        tokens.add(new Token(
                kind,
                switch (kind) {
                    case VARIABLE -> found.substring(1);
                    case NAME -> found.replace("`", "");
                    case LITERAL, SYMBOL -> found;
                }));
        return true;
    }
}
