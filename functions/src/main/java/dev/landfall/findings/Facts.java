package dev.landfall.findings;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.CodeHint.Topic;
import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.sizing.SizedProcess;
import dev.landfall.usage.Usage;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the rules look at.
 *
 * @param usage null if nothing was measured
 * @param region of AWS, such as {@code eu-west-1}
 * @param unanswered add-on services for which the table has no target
 * @param missingExtensions of PostgreSQL, that a database uses and RDS has not, a line each
 * @param jobsListed whether Heroku Scheduler's jobs were given
 * @param today ISO date, for certificates
 */
public record Facts(
        Inventory app,
        @Nullable Usage usage,
        String region,
        List<SizedProcess> processes,
        List<String> unanswered,
        List<String> missingExtensions,
        boolean jobsListed,
        String today) {

    public Facts {
        processes = List.copyOf(processes);
        unanswered = List.copyOf(unanswered);
        missingExtensions = List.copyOf(missingExtensions);
    }

    Stream<AddOn> addOns(Predicate<String> service) {
        return app.addOns().stream().filter(addOn -> service.test(addOn.service()));
    }

    Stream<ConfigVar> configVars(Predicate<String> name) {
        return app.configVars().stream().filter(variable -> name.test(variable.name()));
    }

    /** What the code does, with file and line. */
    Stream<String> code(Topic topic) {
        return Stream.ofNullable(app.codeHints())
                .flatMap(List::stream)
                .filter(hint -> hint.topic() == topic)
                .map(hint -> hint.where() + ": " + hint.what());
    }

    Stream<Domain> customDomains() {
        return app.domains().stream().filter(domain -> domain.kind().equals("custom"));
    }

    boolean hasFeature(String name) {
        return app.operations() != null && app.operations().features().contains(name);
    }
}
