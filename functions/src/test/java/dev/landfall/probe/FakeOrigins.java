package dev.landfall.probe;

import dev.landfall.records.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Origins that answer what a test sets; one it does not know refuses the connection. */
public final class FakeOrigins implements Origins {
    private static final Answer NONE = new Answer(0, 0, null, "connection refused");
    private final Map<Target, Answer> answers = new HashMap<>();

    public FakeOrigins with(Target target, Answer answer) {
        answers.put(target, answer);
        return this;
    }

    /** Answers {@code status} within 20 ms, with a certificate until {@code expires}. */
    public FakeOrigins with(Target target, int status, Instant expires) {
        return with(target, new Answer(status, 20, expires, null));
    }

    @Override
    public List<Answer> ask(List<Question> questions) {
        return questions.stream()
                .map(question -> answers.getOrDefault(question.target(), NONE))
                .toList();
    }
}
