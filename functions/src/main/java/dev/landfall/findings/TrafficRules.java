package dev.landfall.findings;

import static dev.landfall.findings.PlaceRules.when;

import dev.landfall.inventory.Inventory.CodeHint.Topic;
import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.sizing.Role;
import dev.landfall.sizing.SizedProcess;
import dev.landfall.usage.Usage;
import dev.landfall.usage.Usage.Requests;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the router did that a load balancer does otherwise; certificates. */
final class TrafficRules {
    static final List<Rule> ALL = List.of(
            new Rule("H12_RISK", TrafficRules::h12),
            new Rule("LONG_REQUESTS", measured(TrafficRules::longRequests)),
            new Rule("WEBSOCKETS", measured(TrafficRules::webSockets)),
            new Rule(
                    "STICKY_SESSIONS",
                    facts -> when(facts.hasFeature("http-session-affinity"), "feature http-session-affinity")),
            new Rule("FORCE_SSL_HEALTH_CHECK", TrafficRules::forceSsl),
            new Rule("HEALTH_CHECK_ASSUMED", TrafficRules::healthCheck),
            new Rule("CERTIFICATE_RENEWAL", TrafficRules::renewal),
            new Rule("CERTIFICATE_MISSING", TrafficRules::missingCertificate),
            new Rule("NO_WEB", TrafficRules::noWeb),
            new Rule("SINGLE_WEB_TASK", TrafficRules::single));

    /** Half of the router's 30 s: the slowest percent of such an app is one bad minute away from H12. */
    private static final double SLOW_MILLIS = 15_000;

    private static final int SOON_DAYS = 60;

    /** A REQUIRE_SSL after any other name is mostly a database's. */
    private static final Pattern FORCES_SSL = Pattern.compile(
            "(.*_)?(FORCE_(SSL|HTTPS)|SSL_REDIRECT|ENFORCE_HTTPS|REQUIRE_HTTPS)|(RAILS_|APP_|DJANGO_|NODE_|SECURE_)?REQUIRE_SSL");

    private TrafficRules() {}

    private static Function<Facts, Stream<String>> measured(Function<Requests, Stream<String>> rule) {
        return facts -> facts.usage() == null || facts.usage().requests() == null
                ? Stream.empty()
                : rule.apply(facts.usage().requests());
    }

    private static Stream<String> h12(Facts facts) {
        if (facts.usage() == null) {
            return Stream.empty();
        }
        long timeouts = facts.usage().errors().getOrDefault("H12", 0L);
        Stream<String> slow = measured(requests -> when(
                        requests.serviceMillis().p99() > SLOW_MILLIS,
                        String.format(
                                Locale.ROOT,
                                "p99 of the service time is %.1f s",
                                requests.serviceMillis().p99() / 1000)))
                .apply(facts);
        return Stream.concat(when(timeouts > 0, requests(timeouts, of(facts.usage())) + " ended with H12"), slow);
    }

    private static String of(Usage usage) {
        return usage.requests() == null ? "" : " of " + usage.requests().count();
    }

    /** @param of how many, or empty */
    private static String requests(long count, String of) {
        return count + of + (count == 1 && of.isEmpty() ? " request" : " requests");
    }

    private static Stream<String> longRequests(Requests requests) {
        return when(requests.over60s() > 0, requests(requests.over60s(), "") + " took 60 s and more");
    }

    private static Stream<String> webSockets(Requests requests) {
        long switched = requests.statuses().getOrDefault("101", 0L);
        return when(switched > 0, requests(switched, "") + " got the answer 101 Switching Protocols");
    }

    private static Stream<String> forceSsl(Facts facts) {
        return Stream.concat(
                facts.configVars(FORCES_SSL.asMatchPredicate()).map(variable -> "config var " + variable.name()),
                facts.code(Topic.FORCE_SSL));
    }

    private static Stream<SizedProcess> web(Facts facts) {
        return facts.processes().stream().filter(process -> process.role() == Role.WEB);
    }

    /** Where no process type is known, that is the finding. */
    private static Stream<String> noWeb(Facts facts) {
        return when(!facts.processes().isEmpty() && web(facts).findAny().isEmpty(), "no process type web");
    }

    private static Stream<String> healthCheck(Facts facts) {
        return web(facts)
                .flatMap(process -> Stream.ofNullable(process.healthCheck()))
                .filter(check -> Stream.of("assumed", "likely").anyMatch(check.found()::startsWith))
                .map(check -> "path " + check.path() + " is " + check.found());
    }

    private static Stream<String> single(Facts facts) {
        return web(facts)
                .filter(process -> process.scaling().desired() == 1)
                .map(process -> "one " + process.name() + " task");
    }

    private static Stream<String> renewal(Facts facts) {
        LocalDate soon = LocalDate.parse(facts.today()).plusDays(SOON_DAYS);
        return facts.customDomains()
                .filter(domain -> !isMissing(domain))
                .filter(domain ->
                        domain.certificateExpires() == null || day(domain).isBefore(soon))
                .map(domain -> domain.hostname() + ": " + certificate(domain));
    }

    private static LocalDate day(Domain domain) {
        return LocalDate.parse(String.valueOf(domain.certificateExpires()).substring(0, "2026-01-01".length()));
    }

    private static String certificate(Domain domain) {
        @Nullable String expires = domain.certificateExpires();
        return "certificate (" + domain.certificate()
                + (expires == null ? "), no source tells until when" : "), valid until " + day(domain));
    }

    private static boolean isMissing(Domain domain) {
        return domain.certificate() == null
                || Set.of("none", "failed", "failing").contains(domain.certificate());
    }

    private static Stream<String> missingCertificate(Facts facts) {
        return facts.customDomains()
                .filter(TrafficRules::isMissing)
                .map(domain -> domain.hostname() + ": "
                        + (domain.certificate() == null ? "no source tells" : domain.certificate()));
    }
}
