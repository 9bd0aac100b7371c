package dev.landfall.traffic;

import java.util.Locale;

/**
 * Whether a sampled split fits the weights. Each answer of an authoritative name server is one draw, so the count of a
 * side is binomial with mean {@code n·p} and standard deviation {@code √(n·p·(1−p))}. It fits within
 * {@value #DEVIATIONS} standard deviations, which a right split misses about once in 16,000 samples; a side with all or
 * none of the weight must have all or none of the answers.
 *
 * @param share of the weights, 0 to 1
 * @param counted answers for this side
 * @param asked all answers
 */
record Split(double share, int counted, int asked) {
    static final double DEVIATIONS = 4;

    boolean fits() {
        return Math.abs(counted - asked * share) <= tolerance();
    }

    /** In answers. */
    double tolerance() {
        return DEVIATIONS * Math.sqrt(asked * share * (1 - share));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d of %d answers, wanted %.0f ± %.0f",
                counted,
                asked,
                asked * share,
                Math.floor(tolerance()));
    }
}
