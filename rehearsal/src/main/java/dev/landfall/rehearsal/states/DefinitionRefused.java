package dev.landfall.rehearsal.states;

import java.util.List;

/**
 * A definition that Step Functions would refuse, or that this interpreter does not know how to run. It names everything
 * that is wrong at once.
 */
@SuppressWarnings("serial")
public final class DefinitionRefused extends RuntimeException {

    private final List<String> problems;

    DefinitionRefused(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each begins with its place: {@code States.Park.Retry[0]: unknown field "MaxAttempt" …}. Never empty. */
    public List<String> problems() {
        return problems;
    }
}
