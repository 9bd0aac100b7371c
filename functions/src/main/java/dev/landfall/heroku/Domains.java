package dev.landfall.heroku;

import dev.landfall.heroku.Resources.Certificate;
import dev.landfall.heroku.Resources.SniEndpoint;
import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.inventory.Origin;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Domains with their certificates. */
final class Domains {
    private final List<SniEndpoint> endpoints;

    Domains(List<SniEndpoint> endpoints) {
        this.endpoints = List.copyOf(endpoints);
    }

    List<Domain> of(List<Resources.Domain> domains) {
        return domains.stream()
                .map(domain -> new Domain(
                        domain.hostname(),
                        domain.kind(),
                        domain.cname(),
                        certificate(domain),
                        expires(domain).orElse(null),
                        List.of(Origin.PLATFORM_API)))
                .sorted(Comparator.comparing(Domain::hostname))
                .toList();
    }

    /** *.herokuapp.com has Heroku's own certificate, which is nobody's business here. */
    private @Nullable String certificate(Resources.Domain domain) {
        if (domain.kind().equals("heroku")) {
            return null;
        }
        if (domain.acmStatus() != null) {
            return domain.acmStatus();
        }
        return domain.sniEndpoint() == null && endpoint(domain).isEmpty() ? "none" : "uploaded";
    }

    private Optional<String> expires(Resources.Domain domain) {
        return endpoint(domain).map(SniEndpoint::certificate).map(Certificate::expiresAt);
    }

    private Optional<SniEndpoint> endpoint(Resources.Domain domain) {
        return endpoints.stream().filter(endpoint -> serves(endpoint, domain)).findFirst();
    }

    private static boolean serves(SniEndpoint endpoint, Resources.Domain domain) {
        return domain.sniEndpoint() == null
                ? endpoint.domains() != null && endpoint.domains().contains(String.valueOf(domain.id()))
                : endpoint.id().equals(domain.sniEndpoint().id());
    }
}
