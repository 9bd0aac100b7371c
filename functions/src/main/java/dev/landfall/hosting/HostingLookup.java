package dev.landfall.hosting;

import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.inventory.Inventory.Hosting;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.Hostnames;
import dev.landfall.records.DnsName;
import dev.landfall.records.NameQuestions;
import dev.landfall.records.NameQuestions.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Finds the zone of a name, and its record. Zones that were found are not asked for again. */
final class HostingLookup {
    private static final String NONE = "none";

    private final NameQuestions questions;
    private final DnsHosts hosts = DnsHosts.bundled();
    private final Map<String, Optional<Zone>> zones = new ConcurrentHashMap<>();

    HostingLookup(NameQuestions questions) {
        this.questions = questions;
    }

    private record Zone(String name, List<String> nameServers) {}

    /** @param ttlIsOwn whether the zone's own name servers told it, and not a cache what is left of it */
    private record Told(List<Answer> answers, boolean ttlIsOwn) {}

    Hosting lookUp(Domain domain) {
        String hostname = Hostnames.normal(domain.hostname());
        try {
            return zoneOf(hostname)
                    .map(zone -> hosting(domain, hostname, zone))
                    .orElseGet(() -> Hosting.notLookedUp("DNS knows no zone of it; is the name registered?"));
        } catch (UnavailableException e) {
            return Hosting.notLookedUp(String.valueOf(e.getMessage()));
        }
    }

    /** The nearest name upwards that has a zone's SOA; a top-level domain is nobody's zone. */
    private Optional<Zone> zoneOf(String hostname) {
        return Stream.iterate(withoutWildcard(hostname), name -> name.contains("."), HostingLookup::parent)
                .map(name -> zones.computeIfAbsent(name, this::zoneAt))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String withoutWildcard(String hostname) {
        return hostname.startsWith("*.") ? parent(hostname) : hostname;
    }

    private static String parent(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    /** Behind a CNAME stands the SOA of another name's zone. */
    private Optional<Zone> zoneAt(String name) {
        boolean apex = questions.ask(name, "SOA").stream().anyMatch(answer -> is(answer, name, "SOA"));
        return apex ? Optional.of(new Zone(name, nameServers(name))) : Optional.empty();
    }

    private List<String> nameServers(String zone) {
        return questions.ask(zone, "NS").stream()
                .filter(answer -> is(answer, zone, "NS"))
                .map(Answer::value)
                .sorted()
                .toList();
    }

    private static boolean is(Answer answer, String name, String type) {
        return DnsName.same(answer.name(), name) && answer.type().equals(type);
    }

    private Hosting hosting(Domain domain, String hostname, Zone zone) {
        Told told = ask(zone, hostname, "A");
        Stream<Answer> cname = told.answers().stream().filter(answer -> is(answer, hostname, "CNAME"));
        Optional<Answer> target = cname.findFirst();
        if (target.isPresent()) {
            return hosting(zone, hostname, "CNAME", new Told(List.of(target.get()), told.ttlIsOwn()));
        }
        Told addresses = addresses(told, zone, hostname);
        return hosting(zone, hostname, addresses.answers().isEmpty() ? NONE : kind(domain, addresses), addresses);
    }

    private Told ask(Zone zone, String hostname, String type) {
        return questions
                .askAuthorities(zone.nameServers(), hostname, type)
                .map(answers -> new Told(answers, true))
                .orElseGet(() -> new Told(questions.ask(hostname, type), false));
    }

    private Told addresses(Told ipv4, Zone zone, String hostname) {
        Told some = of(ipv4, hostname, "A");
        return some.answers().isEmpty() ? of(ask(zone, hostname, "AAAA"), hostname, "AAAA") : some;
    }

    private static Told of(Told told, String hostname, String type) {
        return new Told(
                told.answers().stream()
                        .filter(answer -> is(answer, hostname, type))
                        .toList(),
                told.ttlIsOwn());
    }

    /** Hosts that follow an ALIAS themselves answer with the target's addresses; DNS does not show the ALIAS itself. */
    private String kind(Domain domain, Told addresses) {
        List<String> herokus = domain.target() == null ? List.of() : addressesOf(domain.target());
        return addresses.answers().stream().map(Answer::value).anyMatch(herokus::contains) ? "ALIAS" : "A";
    }

    private List<String> addressesOf(String target) {
        return Stream.of("A", "AAAA")
                .flatMap(type -> questions.ask(target, type).stream())
                .map(Answer::value)
                .toList();
    }

    private Hosting hosting(Zone zone, String hostname, String record, Told told) {
        return new Hosting(
                zone.name(),
                zone.nameServers(),
                hosts.of(zone.nameServers()),
                DnsName.same(hostname, zone.name()),
                record,
                told.answers().stream().map(Answer::value).sorted().toList(),
                told.ttlIsOwn()
                        ? told.answers().stream()
                                .map(Answer::ttlSeconds)
                                .findFirst()
                                .orElse(null)
                        : null,
                null);
    }
}
