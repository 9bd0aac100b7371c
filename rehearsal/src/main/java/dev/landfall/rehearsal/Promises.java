package dev.landfall.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges the promises by what happened in the world, not by what Landfall says of it. */
final class Promises {

    private final List<Timeline.PromiseWord> words = new ArrayList<>();

    private Promises() {}

    static List<Timeline.PromiseWord> judge(Facts facts) {
        Promises promises = new Promises();
        Writers writers = new Writers(facts);
        promises.add(1, "Traffic only moves forward on proof", new Proof(facts).breach());
        promises.add(2, "The way back ends where it began, or calls a human", new WayBack(facts).breach());
        promises.add(3, "Whatever dies, traffic ends on a side that is healthy", new Ending(facts).breach());
        promises.add(4, "Health is watched while waiting", new Watching(facts).breach());
        promises.add(5, "One migration per hostname", writers.wrongWriter());
        promises.add(6, "Only ours", writers.foreignRecordTouched());
        promises.add(8, "No secret comes out", new Secrets(facts).breach());
        promises.add(9, "Heroku is left able to serve", new HerokuKept(facts).breach());
        return promises.words;
    }

    /** @param breach what was seen that breaks it; empty if nothing */
    private void add(int number, String promise, Optional<String> breach) {
        words.add(new Timeline.PromiseWord(
                number, promise, breach.isEmpty(), breach.orElse("nothing was seen against it")));
    }
}
