package dev.landfall.preflight;

import java.util.ArrayList;
import java.util.List;

/** What the checks found, so that an operator reads of every trouble at once. */
final class Findings {
    private final List<String> good = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();

    void good(String finding) {
        good.add(finding);
    }

    void unknown(String finding) {
        unknown.add(finding);
    }

    void bad(String finding) {
        bad.add(finding);
    }

    /**
     * What speaks for going ahead, if nothing speaks against it.
     *
     * @throws NotReadyException at anything bad: waiting would not mend it
     * @throws NotYetReadyException if all that is missing is data
     */
    List<String> evidence() {
        if (!bad.isEmpty()) {
            throw new NotReadyException("not ready: " + String.join("; ", bad));
        }
        if (!unknown.isEmpty()) {
            throw new NotYetReadyException("not known to be ready: " + String.join("; ", unknown));
        }
        return List.copyOf(good);
    }
}
