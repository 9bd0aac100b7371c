package dev.landfall.records;

import java.util.List;
import java.util.stream.Stream;

class InMemoryRouterTest extends TrafficRouterContract {
    private static final HostedZone ZONE = new HostedZone("Z1", "example.com", List.of("ns-1.example.net"));

    private final InMemoryRouter router = new InMemoryRouter().with(ZONE);

    @Override
    protected TrafficRouter router() {
        return router;
    }

    @Override
    protected String hostedZoneId() {
        return ZONE.id();
    }

    @Override
    protected String zoneName() {
        return ZONE.name();
    }

    @Override
    protected void given(RecordSet record) {
        router.edit(
                ZONE.id(),
                record.name(),
                Stream.concat(router.read(ZONE.id(), record.name()).stream(), Stream.of(record))
                        .toArray(RecordSet[]::new));
    }
}
