package dev.landfall.findings;

import static dev.landfall.findings.PlaceRules.when;

import dev.landfall.addons.AddOnMapping;
import dev.landfall.addons.AwsTarget;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.inventory.Inventory.Extensions;
import dev.landfall.inventory.Inventory.SourceNote;
import dev.landfall.inventory.Inventory.ValueKind;
import dev.landfall.inventory.Origin;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The stores and other add-ons. */
final class DataRules {
    /** All that become EventBridge schedules: Heroku's own and the vendors'. */
    static final Predicate<String> SCHEDULER =
            service -> AddOnMapping.target(service) == AwsTarget.EVENTBRIDGE_SCHEDULER;

    /** Both speak its protocol. */
    private static final Set<AwsTarget> REDIS = Set.of(AwsTarget.ELASTICACHE_VALKEY, AwsTarget.MEMORYDB);

    private static final Predicate<String> HEROKU_POSTGRES = "heroku-postgresql"::equals;
    private static final String HEROKUS_SCHEMA = "heroku_ext.";
    private static final Pattern POOLING = Pattern.compile("PGBOUNCER_.*|.*_CONNECTION_POOL(_URL)?");

    static final List<Rule> ALL = List.of(
            new Rule("SESSION_POOLING", DataRules::pooling),
            new Rule("SEVERAL_REDIS", DataRules::severalRedis),
            new Rule("ADD_ON_WITHOUT_ANSWER", facts -> facts.unanswered().stream()),
            new Rule("ADD_ON_SHARED", facts -> facts.app().addOns().stream().flatMap(addOn -> shared(facts, addOn))),
            new Rule(
                    "DATABASE_EXTENSIONS",
                    facts -> facts.addOns(DataRules::isPostgres).flatMap(DataRules::extensions)),
            new Rule("EXTENSION_NOT_ON_RDS", facts -> facts.missingExtensions().stream()),
            new Rule(
                    "NO_REPLICATION_ROLE",
                    facts -> facts.addOns(HEROKU_POSTGRES).map(DataRules::named)),
            new Rule(
                    "SCHEDULER_WITHOUT_LIST",
                    facts -> facts.jobsListed()
                            ? Stream.empty()
                            : facts.addOns(SCHEDULER).map(DataRules::named)),
            new Rule("CONFIG_UNKNOWN", DataRules::unknown),
            new Rule("CONFIG_UNREAD", DataRules::unread));

    private DataRules() {}

    private static String named(AddOn addOn) {
        return addOn.service()
                + (addOn.plan() == null ? "" : ":" + addOn.plan())
                + (addOn.name() == null ? "" : " (" + addOn.name() + ")");
    }

    private static Stream<String> pooling(Facts facts) {
        return Stream.of(
                        facts.configVars(POOLING.asMatchPredicate()).map(variable -> "config var " + variable.name()),
                        facts.app().buildpacks().stream()
                                .filter(buildpack -> buildpack.url().contains("pgbouncer"))
                                .map(buildpack -> "buildpack " + buildpack.url()),
                        facts.app().processes().stream()
                                .filter(process ->
                                        String.valueOf(process.command()).contains("pgbouncer"))
                                .map(process -> "command of " + process.name() + " starts pgbouncer"))
                .flatMap(evidence -> evidence);
    }

    private static Stream<String> severalRedis(Facts facts) {
        List<String> all = facts.addOns(service -> REDIS.contains(AddOnMapping.target(service)))
                .map(DataRules::withAliases)
                .toList();
        return all.size() > 1 ? all.stream() : Stream.empty();
    }

    private static String withAliases(AddOn addOn) {
        List<String> aliases =
                addOn.attachments().stream().map(Attachment::alias).distinct().toList();
        return named(addOn) + (aliases.isEmpty() ? "" : " as " + String.join(", ", aliases));
    }

    private static Stream<String> shared(Facts facts, AddOn addOn) {
        String app = String.valueOf(facts.app().app().name());
        Stream<String> others = addOn.attachments().stream()
                .map(Attachment::app)
                .filter(other -> !other.equals(app))
                .map(other -> named(addOn) + " is attached to " + other);
        boolean billedElsewhere = addOn.billedTo() != null && !Objects.equals(addOn.billedTo(), app);
        return Stream.concat(others, when(billedElsewhere, named(addOn) + " is billed to " + addOn.billedTo()));
    }

    /** Whoever sells it. */
    private static boolean isPostgres(String service) {
        return AddOnMapping.target(service) == AwsTarget.RDS_POSTGRESQL;
    }

    private static Stream<String> extensions(AddOn database) {
        Extensions listed = database.extensions();
        if (listed == null || !listed.complete()) {
            return Stream.of(named(database) + ": nobody listed all that it uses");
        }
        return listed.names().stream()
                .filter(name -> name.startsWith(HEROKUS_SCHEMA))
                .map(name -> named(database) + " has " + name);
    }

    /** Not even their names: those of add-ons are known all the same, which must not look like all. */
    private static Stream<String> unknown(Facts facts) {
        return facts.app().notes().stream()
                .filter(note -> note.from() == Origin.PLATFORM_API)
                .filter(note -> note.where().endsWith("/config-vars"))
                .map(SourceNote::text);
    }

    /** Of what runs: a file names variables without values as a rule. */
    private static Stream<String> unread(Facts facts) {
        return facts.app().configVars().stream()
                .filter(variable -> variable.from().contains(Origin.PLATFORM_API))
                .filter(variable -> variable.kind() == ValueKind.UNREAD)
                .map(variable -> "config var " + variable.name());
    }
}
