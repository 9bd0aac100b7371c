package dev.landfall.rehearsal.states;

import dev.landfall.rehearsal.states.ExpressionTokens.Kind;
import dev.landfall.rehearsal.states.ExpressionTokens.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what a JSONata expression refers to, without evaluating it. The library keeps its syntax tree to itself; what
 * is asked here can be told from the tokens.
 */
final class ExpressionReferences {

    /** Something that an expression refers to and does not bind itself. */
    sealed interface Reference {

        /**
         * A {@code $name}.
         *
         * @param name without its dollar sign; empty for the context {@code $}, {@code $} for the root {@code $$}
         * @param member the field behind a dot, or empty: {@code result} in {@code $states.result.Payload}
         * @param called whether it is called as a function
         * @param hasContext whether there is a value that {@code $} alone would stand for
         */
        record Variable(String name, String member, boolean called, boolean hasContext) implements Reference {}

        /** A field's name with nothing before it, where there is no value whose field it could be. */
        record Bare(String name) implements Reference {}
    }

    private static final Set<String> WORDS = Set.of("and", "or", "in", "true", "false", "null", "function", "λ");

    private final List<Token> tokens;
    private final List<Reference> found = new ArrayList<>();
    private final Set<String> bound = new HashSet<>();

    // For each open bracket, whether what stands in it is evaluated with a context value.
    private final Deque<Boolean> contexts = new ArrayDeque<>(List.of(false));
    private int transformBars;
    private boolean beforeFunctionBody;

    private ExpressionReferences(List<Token> tokens) {
        this.tokens = tokens;
    }

    static List<Reference> of(String expression) {
        ExpressionReferences search = new ExpressionReferences(ExpressionTokens.of(expression));
        for (int index = 0; index < search.tokens.size(); index++) {
            search.look(index);
        }
        return search.found.stream()
                .filter(reference ->
                        !(reference instanceof Reference.Variable variable && search.bound.contains(variable.name())))
                .toList();
    }

    private void look(int index) {
        Token token = tokens.get(index);
        switch (token.kind()) {
            case VARIABLE -> variable(index, token.text());
            case NAME -> name(index, token.text());
            case SYMBOL -> symbol(index, token.text());
            case LITERAL -> {}
        }
    }

    private void variable(int index, String name) {
        boolean binds = symbolAt(index + 1, ":=") || symbolAt(index - 1, "@") || symbolAt(index - 1, "#");
        if (binds || isParameter(index)) {
            bound.add(name);
            return;
        }
        boolean hasMember = symbolAt(index + 1, ".") && kindAt(index + 2) == Kind.NAME;
        String member = hasMember ? tokens.get(index + 2).text() : "";
        found.add(new Reference.Variable(name, member, symbolAt(index + 1, "("), hasContext()));
    }

    private void name(int index, String name) {
        if (!WORDS.contains(name) && !symbolAt(index - 1, ".") && !hasContext()) {
            found.add(new Reference.Bare(name));
        }
    }

    private void symbol(int index, String symbol) {
        boolean afterOperand = index > 0 && tokens.get(index - 1).endsOperand();
        boolean afterStep = symbolAt(index - 1, ".");
        switch (symbol) {
            case "(" -> open(afterStep || symbolAt(index - 1, "^"));
            case "[" -> open(afterOperand);
            case "{" -> {
                open(!beforeFunctionBody && (afterStep || afterOperand));
                beforeFunctionBody = false;
            }
            case ")" -> {
                beforeFunctionBody |= closesParameters(index);
                contexts.pop();
            }
            case "]", "}" -> contexts.pop();
            case "|" -> transformBar();
            default -> {}
        }
    }

    private void open(boolean withContext) {
        contexts.push(withContext || hasContext());
    }

    /** {@code | pattern | update |}: all of it is evaluated on the value that is transformed. */
    private void transformBar() {
        transformBars++;
        if (transformBars == 1) {
            open(true);
        } else if (transformBars == 3) {
            contexts.pop();
            transformBars = 0;
        }
    }

    private boolean hasContext() {
        return contexts.getFirst();
    }

    /** Inside the brackets right behind {@code function}, which hold nothing but parameters. */
    private boolean isParameter(int index) {
        int open = index;
        while (open >= 0 && !symbolAt(open, "(")) {
            boolean listed = kindAt(open) == Kind.VARIABLE || symbolAt(open, ",");
            if (!listed) {
                return false;
            }
            open--;
        }
        return open > 0 && tokens.get(open - 1).isFunctionKeyword();
    }

    private boolean closesParameters(int close) {
        return symbolAt(close - 1, "(")
                ? close > 1 && tokens.get(close - 2).isFunctionKeyword()
                : isParameter(close - 1);
    }

    private boolean symbolAt(int index, String symbol) {
        return index >= 0 && index < tokens.size() && tokens.get(index).is(symbol);
    }

    private Kind kindAt(int index) {
        return index < tokens.size() ? tokens.get(index).kind() : Kind.SYMBOL;
    }
}
