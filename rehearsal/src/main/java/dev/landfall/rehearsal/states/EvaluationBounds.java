package dev.landfall.rehearsal.states;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Frame;

/**
 * Ends an evaluation that would not end by itself. Counted in steps, not in seconds as the library's own bounds are: a
 * simulation must not depend on how fast its machine is.
 */
final class EvaluationBounds {

    /** What Step Functions allows: one level more is refused there. */
    private static final int DEEPEST = 100;

    private static final int MOST_STEPS = 1_000_000;

    private int depth;
    private int steps;

    void bindTo(Frame frame) {
        frame.setEvaluateEntryCallback((_, _, _) -> enter());
        frame.setEvaluateExitCallback((_, _, _, _) -> depth--);
    }

    void restart() {
        depth = 0;
        steps = 0;
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw new JException("it is nested more than " + DEEPEST + " levels deep");
        }
        if (++steps > MOST_STEPS) {
            throw new JException("it takes more than " + MOST_STEPS + " steps");
        }
    }
}
