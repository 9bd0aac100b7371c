package dev.landfall.findings;

import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.inventory.Inventory.Hosting;
import dev.landfall.records.DnsName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names, and the records that the shift would have to change. */
final class DomainRules {
    static final List<Rule> ALL = List.of(
            new Rule("RECORDS_NOT_IN_ROUTE_53", DomainRules::elsewhere),
            new Rule("RECORD_NOT_TO_HEROKU", DomainRules::notToHeroku),
            new Rule("RECORDS_NOT_LOOKED_UP", DomainRules::notLookedUp),
            new Rule(
                    "APEX_DOMAIN",
                    facts -> facts.customDomains().filter(Domain::atApex).map(Domain::hostname)),
            new Rule(
                    "WILDCARD_DOMAIN",
                    facts -> facts.customDomains()
                            .filter(DomainRules::isWildcard)
                            .map(Domain::hostname)));

    private static final List<String> HEROKUS = List.of(".herokudns.com", ".herokuapp.com", ".herokussl.com");

    private DomainRules() {}

    private static Optional<Hosting> found(Domain domain) {
        return Optional.ofNullable(domain.hosting()).filter(hosting -> hosting.notLookedUp() == null);
    }

    private static Stream<String> elsewhere(Facts facts) {
        return facts.customDomains()
                .flatMap(
                        domain -> found(domain)
                                .filter(Hosting::elsewhere)
                                .map(hosting -> domain.hostname() + ": " + hosting.words())
                                .stream());
    }

    private static Stream<String> notLookedUp(Facts facts) {
        return facts.customDomains()
                .flatMap(domain -> Optional.ofNullable(domain.hosting())
                        .map(Hosting::notLookedUp)
                        .map(why -> domain.hostname() + ": " + why)
                        .stream());
    }

    /** An apex cannot be a CNAME, and has a finding of its own. */
    private static Stream<String> notToHeroku(Facts facts) {
        return facts.customDomains()
                .flatMap(domain -> found(domain)
                        .filter(hosting -> !hosting.apex() && !isToHeroku(hosting, domain.target()))
                        .map(hosting -> domain.hostname() + ": " + hosting.words()
                                + (domain.target() == null ? "" : "; Heroku's target is " + domain.target()))
                        .stream());
    }

    private static boolean isToHeroku(Hosting hosting, @Nullable String target) {
        return "CNAME".equals(hosting.record())
                && hosting.values().stream().anyMatch(value -> isHerokus(value, target));
    }

    private static boolean isHerokus(String name, @Nullable String target) {
        return target == null ? HEROKUS.stream().anyMatch(name::endsWith) : DnsName.same(name, target);
    }

    private static boolean isWildcard(Domain domain) {
        return domain.hostname().startsWith("*.");
    }
}
