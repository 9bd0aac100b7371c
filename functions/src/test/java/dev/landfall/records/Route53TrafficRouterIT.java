package dev.landfall.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.lambda.AwsEmulator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

@ExtendWith(AwsEmulator.class)
class Route53TrafficRouterIT extends TrafficRouterContract {
    private final String zoneName = UUID.randomUUID() + ".example";
    private Route53Client client;
    private Route53TrafficRouter router;
    private String zoneId;

    @BeforeEach
    void createZone(AwsEmulator aws) {
        client = aws.client(Route53Client.builder());
        router = new Route53TrafficRouter(client, aws.clientRetryingRefusals(Route53Client.builder()));
        zoneId = client.createHostedZone(zone ->
                        zone.name(zoneName).callerReference(UUID.randomUUID().toString()))
                .hostedZone()
                .id()
                .replace("/hostedzone/", "");
    }

    @Override
    protected TrafficRouter router() {
        return router;
    }

    @Override
    protected String hostedZoneId() {
        return zoneId;
    }

    @Override
    protected String zoneName() {
        return zoneName;
    }

    @Override
    protected void given(RecordSet record) {
        create(List.of(Route53TrafficRouter.resourceRecordSet(record)));
    }

    private void create(List<ResourceRecordSet> records) {
        List<Change> changes = records.stream()
                .map(record -> Change.builder()
                        .action(ChangeAction.CREATE)
                        .resourceRecordSet(record)
                        .build())
                .toList();
        client.changeResourceRecordSets(
                request -> request.hostedZoneId(zoneId).changeBatch(batch -> batch.changes(changes)));
    }

    /**
     * moto, and with it LocalStack, compares a DELETE with every record set that ever was, not with those that are, so
     * the compare-and-set can only be seen where that is mended; {@link Route53WireTest} shows what is sent.
     */
    @Override
    protected void requireRefusalOfDrift() {
        RecordSet first = new RecordSet("drift." + zoneName + ".", "TXT", 60L, List.of("\"1\""), null, null, null);
        given(first);
        router.replace(zoneId, List.of(first), List.of(first.withTtl(61)));
        boolean refuses;
        try {
            router.replace(zoneId, List.of(first), List.of(first.withTtl(62)));
            refuses = false;
        } catch (DriftException e) {
            refuses = true;
        }
        if (!refuses) {
            AwsEmulator.abortOutsideCi("this emulator of Route 53 lets a DELETE of what no longer stands pass");
        }
    }

    @Test
    void read_moreThanOnePage_givesAll() {
        // A page ends at 300 record sets, and at most 100 weighted ones share a name and type.
        List<RecordSet> records = Stream.of("A 192.0.2.1", "AAAA 2001:db8::1", "SPF \"text\"", "TXT \"text\"")
                .flatMap(record -> weightedHundred("many." + zoneName + ".", record.split(" ", 2)))
                .toList();
        create(records.stream().map(Route53TrafficRouter::resourceRecordSet).toList());

        assertThat(router.read(zoneId, "many." + zoneName)).containsExactlyInAnyOrderElementsOf(records);
    }

    private static Stream<RecordSet> weightedHundred(String name, String[] record) {
        return IntStream.range(0, 100)
                .mapToObj(i -> new RecordSet(name, record[0], 60L, List.of(record[1]), null, "number " + i, 1L));
    }

    @Test
    void read_wildcard_isFoundByItsAsterisk() {
        given(new RecordSet("\\052." + zoneName + ".", "CNAME", 60L, List.of("x.example"), null, null, null));

        assertThat(router.read(zoneId, "*." + zoneName)).hasSize(1);
    }
}
