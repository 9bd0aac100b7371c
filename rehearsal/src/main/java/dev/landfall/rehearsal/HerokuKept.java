package dev.landfall.rehearsal;

import dev.landfall.health.Samples.Side;
import dev.landfall.journal.Entry;
import dev.landfall.records.RecordSet;
import dev.landfall.rehearsal.world.Weights;
import java.util.List;
import java.util.Optional;

/** The ninth: Heroku is left able to serve. */
final class HerokuKept {

    private final Facts facts;

    HerokuKept(Facts facts) {
        this.facts = facts;
    }

    Optional<String> breach() {
        boolean ill = !facts.world().isHealthy(Side.HEROKU);
        if (ill && !facts.world().isTroubled(Side.HEROKU)) {
            return Optional.of("Heroku does not serve as before");
        }
        return herokuTakenOut().or(this::herokuNotAsFound);
    }

    /** Only a shift that ends with a simple record takes Heroku's out, and only when AWS has all of the traffic. */
    private Optional<String> herokuTakenOut() {
        return facts.landfallsChanges()
                .filter(change -> leadsToHeroku(change.before()) && !leadsToHeroku(change.after()))
                .filter(change -> !facts.spec().simplify() || Weights.awsPercent(change.before(), facts.spec()) < 100)
                .findFirst()
                .map(change -> change.function() + " took Heroku's record set away at " + change.at());
    }

    private boolean leadsToHeroku(List<RecordSet> records) {
        return records.stream().anyMatch(record -> record.pointsAt(facts.spec().heroku()));
    }

    private Optional<String> herokuNotAsFound() {
        return facts.claimed() == Entry.Outcome.ROLLED_BACK && !facts.left().containsAll(facts.found())
                ? Optional.of("Heroku's record set is not as it was found")
                : Optional.empty();
    }
}
