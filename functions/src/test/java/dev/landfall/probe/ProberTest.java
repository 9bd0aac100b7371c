package dev.landfall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.AMigration;
import dev.landfall.health.Samples;
import dev.landfall.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProberTest {
    private final AMigration given = new AMigration();

    /** Asked one after the other, an origin that hangs would silence the migrations behind it. */
    @Test
    void probeAll_severalMigrations_asksAllOriginsAtOnce() {
        given.begun();
        given.journal.note("other", new Entry.Started(AMigration.spec(), "arn:other"));
        given.locks.take("other.example.com", "other", "arn:other");
        List<Integer> asked = new ArrayList<>();
        Origins origins = questions -> {
            asked.add(questions.size());
            return questions.stream()
                    .map(question -> new Origins.Answer(
                            question.target().equals(AMigration.spec().aws()) ? 503 : 200, 20, null, null))
                    .toList();
        };
        Recorded recorded = new Recorded(new ArrayList<>());

        new Prober(given.locks, given.journal, origins, recorded).probeAll();

        assertThat(asked).containsExactly(4);
        assertThat(recorded.results())
                .containsExactlyInAnyOrder(
                        AMigration.NAME + " HEROKU true",
                        AMigration.NAME + " AWS false",
                        "other HEROKU true",
                        "other AWS false");
    }

    private record Recorded(List<String> results) implements ProbeRecorder {
        @Override
        public void record(String migration, Samples.Side side, boolean succeeded, long millis) {
            results.add(migration + " " + side + " " + succeeded);
        }

        @Override
        public void weight(String migration, int aws) {}
    }
}
