package dev.landfall.findings;

import static dev.landfall.findings.PlaceRules.when;

import dev.landfall.inventory.Inventory.Buildpack;
import dev.landfall.inventory.Inventory.CodeHint.Topic;
import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.sizing.DynoSizes;
import dev.landfall.sizing.FargateSize;
import dev.landfall.sizing.Role;
import dev.landfall.sizing.SizedProcess;
import dev.landfall.usage.Usage;
import dev.landfall.usage.Usage.Distribution;
import dev.landfall.usage.Usage.ErrorShare;
import dev.landfall.usage.Usage.ProcessUsage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the processes run. */
final class RuntimeRules {
    /** For which the dyno is to blame; H12 has its own rule. H24 is the router's own, H26 to H28 are the client's. */
    private static final Pattern FAULTS = Pattern.compile("H1[013-57-9]|H2[01235]");

    static final List<Rule> ALL = List.of(
            new Rule("EPHEMERAL_DISK", RuntimeRules::disk),
            new Rule("HEROKU_METADATA", RuntimeRules::metadata),
            new Rule("TWO_CLOCKS", RuntimeRules::clocks),
            new Rule("BUILDPACK_WITHOUT_COUNTERPART", RuntimeRules::buildpacks),
            new Rule("SIZE_ABOVE_FARGATE", RuntimeRules::tooLarge),
            new Rule("LOAD_ABOVE_SIZE", RuntimeRules::tooSmallAtMost),
            new Rule("DYNOS_SLEEP", RuntimeRules::sleeping),
            new Rule("SIZED_WITHOUT_USAGE", RuntimeRules::unmeasured),
            new Rule("USAGE_SHORT", RuntimeRules::shortUsage),
            new Rule("MEMORY_QUOTA", errors(code -> code.equals("R14") || code.equals("R15"))),
            new Rule("APP_ERRORS", errors(FAULTS.asMatchPredicate())),
            new Rule("LOG_DRAINS", RuntimeRules::drains));

    private static final Duration WEEK = Duration.ofDays(7);

    /** Less than a week by an hour, so that seven days of logs are enough. */
    private static final Duration REPRESENTATIVE = WEEK.minusHours(1);

    private static final Pattern DISK_COMMAND = Pattern.compile("/app/|/tmp/|\\bsqlite|\\.sqlite3?\\b");
    private static final Pattern DISK_VARIABLE =
            Pattern.compile(".*(UPLOAD|STORAGE|DATA|MEDIA|ATTACHMENTS?)_(DIR|PATH|ROOT|FOLDER)|SQLITE.*");
    private static final Pattern METADATA_VARIABLE = Pattern.compile(
            "DYNO|HEROKU_(APP_ID|APP_NAME|APP_DEFAULT_DOMAIN_NAME|DYNO_ID|RELEASE_.*|SLUG_.*|BUILD_.*|TEST_.*)");
    private static final Pattern METADATA_IN_COMMAND = Pattern.compile("\\$\\{?(DYNO|HEROKU_[A-Z_]+)\\b");

    /** Heroku's own languages, which have Cloud Native Buildpacks; and those that only measure, which a task needs not. */
    private static final Pattern WITH_COUNTERPART = Pattern.compile("(https://github\\.com/heroku/heroku-buildpack-"
            + "|(urn:buildpack:|https://(buildpack-registry|codon-buildpacks)\\.s3\\.amazonaws\\.com/buildpacks/)?"
            + "heroku(-community)?/)"
            + "(ruby|nodejs|python|java|jvm|gradle|scala|go|php|clojure|static|metrics|procfile|apt)"
            + "(\\.git|\\.tgz)?(#.*)?");

    private static final DynoSizes DYNOS = DynoSizes.listed();

    private RuntimeRules() {}

    private static Stream<String> disk(Facts facts) {
        return Stream.of(
                        commands(facts, DISK_COMMAND.asPredicate(), "names a place on the dyno's disk"),
                        facts.configVars(DISK_VARIABLE.asMatchPredicate())
                                .map(variable -> "config var " + variable.name()),
                        facts.code(Topic.LOCAL_FILES))
                .flatMap(evidence -> evidence);
    }

    private static Stream<String> commands(Facts facts, Predicate<String> telling, String what) {
        return facts.app().processes().stream()
                .filter(process -> process.command() != null && telling.test(process.command()))
                .map(process -> "command of " + process.name() + " " + what);
    }

    private static Stream<String> metadata(Facts facts) {
        return Stream.of(
                        when(facts.hasFeature("runtime-dyno-metadata"), "feature runtime-dyno-metadata"),
                        commands(facts, METADATA_IN_COMMAND.asPredicate(), "reads DYNO or a HEROKU_ variable"),
                        facts.configVars(METADATA_VARIABLE.asMatchPredicate())
                                .map(variable -> "config var " + variable.name()),
                        facts.code(Topic.HEROKU_METADATA))
                .flatMap(evidence -> evidence);
    }

    private static Stream<String> clocks(Facts facts) {
        List<String> clocks = Stream.concat(
                        facts.app().processes().stream()
                                .filter(process -> Role.of(process.name(), process.command()) == Role.CLOCK)
                                .flatMap(RuntimeRules::each),
                        facts.addOns(DataRules.SCHEDULER).map(addOn -> "add-on " + addOn.service()))
                .toList();
        return clocks.size() > 1 ? clocks.stream() : Stream.empty();
    }

    private static Stream<String> each(ProcessType process) {
        int quantity = process.quantity() == null ? 1 : process.quantity();
        return Stream.iterate(1, i -> i + 1).limit(quantity).map(i -> "process " + process.name() + "." + i);
    }

    private static Stream<String> buildpacks(Facts facts) {
        return facts.app().buildpacks().stream()
                .map(Buildpack::url)
                .filter(url -> !WITH_COUNTERPART.matcher(url).matches())
                .map(url -> "buildpack " + url);
    }

    private static Stream<String> tooLarge(Facts facts) {
        return facts.processes().stream()
                .filter(process -> !process.fits())
                .map(process -> process.name() + " on " + process.dyno() + "; the largest is "
                        + FargateSize.largest().vcpu() + " vCPU, "
                        + FargateSize.largest().memoryGb() + " GB");
    }

    private static Stream<String> tooSmallAtMost(Facts facts) {
        return facts.processes().stream()
                .flatMap(process -> load(facts, process)
                        .filter(load -> load.max() > process.size().vcpu())
                        .map(load -> String.format(
                                Locale.ROOT,
                                "%s: load was %.2f at most and %.2f for 99 %% of the time; a task has %.2f vCPU",
                                process.name(),
                                load.max(),
                                load.p99(),
                                process.size().vcpu())));
    }

    private static Stream<Distribution> load(Facts facts, SizedProcess process) {
        ProcessUsage used =
                facts.usage() == null ? null : facts.usage().processes().get(process.name());
        return used == null ? Stream.empty() : Stream.ofNullable(used.load());
    }

    private static Stream<String> sleeping(Facts facts) {
        return facts.app().processes().stream()
                .flatMap(process -> Stream.ofNullable(process.size()))
                .filter(DYNOS::sleeps)
                .map(DynoSize::name);
    }

    private static Stream<String> unmeasured(Facts facts) {
        boolean requests = facts.usage() != null && facts.usage().requests() != null;
        return facts.processes().stream()
                .filter(process -> !process.measured() && process.role() != Role.RELEASE)
                .map(process -> process.role() == Role.WEB && !requests
                        ? process.name() + ", whose time-outs, long requests and WebSockets were not looked for either"
                        : process.name());
    }

    /** A week has its quiet night, its busy hour, and its weekly job. */
    private static Stream<String> shortUsage(Facts facts) {
        Usage usage = facts.usage();
        if (usage == null || Duration.between(usage.from(), usage.to()).compareTo(REPRESENTATIVE) >= 0) {
            return Stream.empty();
        }
        return Stream.of("from " + usage.from() + " to " + usage.to() + ", "
                + Duration.between(usage.from(), usage.to()).toHours() + " h of a week's " + WEEK.toHours());
    }

    private static Function<Facts, Stream<String>> errors(Predicate<String> codes) {
        return facts -> facts.usage() == null
                ? Stream.empty()
                : facts.usage().errors().keySet().stream().filter(codes).map(code -> line(code, facts.usage()));
    }

    private static String line(String code, Usage usage) {
        String times = code + ": " + times(usage.errors().getOrDefault(code, 0L));
        ErrorShare share =
                usage.errorShares() == null ? null : usage.errorShares().get(code);
        return share == null
                ? times
                : times + ", in " + share.seen() + " of " + share.of() + " "
                        + share.unit().words();
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    private static Stream<String> drains(Facts facts) {
        return facts.app().operations() == null
                ? Stream.empty()
                : facts.app().operations().drains().stream().map(host -> "drain to " + host);
    }
}
