package dev.landfall.records;

import dev.landfall.lambda.SdkClients;
import dev.landfall.lambda.UnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.GetHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/**
 * Record sets of a Route 53 hosted zone.
 *
 * <p>A change batch is atomic and its DELETE must match the record set to the letter, so one batch of DELETE what was
 * read and CREATE what is wanted is a compare-and-set that Route 53 itself judges.
 */
public final class Route53TrafficRouter implements TrafficRouter {
    private static final String DEPENDENCY = "Route 53";
    private static final int FORBIDDEN = 403;
    private static final String DENIED = "AccessDenied";
    private static final Pattern MESSAGE = Pattern.compile("<Message>(.*?)</Message>", Pattern.DOTALL);

    private final Route53Client reads;
    private final Route53Client writes;

    /**
     * @param writes must not repeat a change whose answer was lost: if the first one arrived, the repeat would be
     *     refused as drift, though the records are what was wanted. The caller re-reads instead.
     */
    Route53TrafficRouter(Route53Client reads, Route53Client writes) {
        this.reads = reads;
        this.writes = writes;
    }

    public static Route53TrafficRouter fromEnvironment() {
        return new Route53TrafficRouter(
                SdkClients.retrying(Route53Client.builder()), SdkClients.retryingRefusals(Route53Client.builder()));
    }

    @Override
    public HostedZone zone(String hostedZoneId) {
        GetHostedZoneResponse found =
                ofZone(hostedZoneId, () -> reads.getHostedZone(request -> request.id(hostedZoneId)));
        return new HostedZone(
                found.hostedZone().id().replace("/hostedzone/", ""),
                DnsName.normal(found.hostedZone().name()),
                // A private zone has no delegation set.
                found.delegationSet() == null
                        ? List.of()
                        : found.delegationSet().nameServers());
    }

    @Override
    public List<RecordSet> read(String hostedZoneId, String name) {
        List<RecordSet> records = new ArrayList<>();
        ListResourceRecordSetsRequest next = ListResourceRecordSetsRequest.builder()
                .hostedZoneId(hostedZoneId)
                .startRecordName(name)
                .build();
        while (next != null) {
            ListResourceRecordSetsRequest request = next;
            ListResourceRecordSetsResponse page = ofZone(hostedZoneId, () -> reads.listResourceRecordSets(request));
            page.resourceRecordSets().stream()
                    .filter(found -> DnsName.same(found.name(), name))
                    .map(Route53TrafficRouter::recordSet)
                    .forEach(records::add);
            next = following(request, page, name);
        }
        records.sort(Comparator.comparing(RecordSet::type)
                .thenComparing(record -> Objects.requireNonNullElse(record.setIdentifier(), "")));
        return List.copyOf(records);
    }

    /** Route 53 begins at the name asked for, in the order of reversed labels, so the first other name is the end. */
    private static @Nullable ListResourceRecordSetsRequest following(
            ListResourceRecordSetsRequest request, ListResourceRecordSetsResponse page, String name) {
        if (!page.isTruncated() || !DnsName.same(page.nextRecordName(), name)) {
            return null;
        }
        return request.toBuilder()
                .startRecordName(page.nextRecordName())
                .startRecordType(page.nextRecordType())
                .startRecordIdentifier(page.nextRecordIdentifier())
                .build();
    }

    @Override
    public String replace(String hostedZoneId, List<RecordSet> expected, List<RecordSet> wanted) {
        List<Change> changes = Stream.concat(
                        expected.stream()
                                .filter(record -> !wanted.contains(record))
                                .map(record -> change(ChangeAction.DELETE, record)),
                        wanted.stream()
                                .filter(record -> !expected.contains(record))
                                .map(record -> change(ChangeAction.CREATE, record)))
                .toList();
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("nothing to replace: the records wanted are those expected");
        }
        try {
            return ofZone(
                            hostedZoneId,
                            () -> writes.changeResourceRecordSets(request -> request.hostedZoneId(hostedZoneId)
                                    .changeBatch(
                                            batch -> batch.comment("Landfall").changes(changes))))
                    .changeInfo()
                    .id()
                    .replace("/change/", "");
        } catch (Route53Exception e) {
            throw isRefusedBatch(e)
                    ? new DriftException("Route 53 refused the change, nothing was written: " + reason(e))
                    : e;
        }
    }

    private static Change change(ChangeAction action, RecordSet record) {
        return Change.builder()
                .action(action)
                .resourceRecordSet(resourceRecordSet(record))
                .build();
    }

    /** Route 53 has two forms for it: the common one of all errors, and an older one that the SDK does not know. */
    private static boolean isRefusedBatch(Route53Exception e) {
        return e instanceof InvalidChangeBatchException || body(e).contains("<InvalidChangeBatch");
    }

    private static String reason(Route53Exception e) {
        return MESSAGE.matcher(body(e))
                .results()
                .map(found -> found.group(1).strip())
                .collect(Collectors.joining("; "));
    }

    private static String body(Route53Exception e) {
        SdkBytes body = e.awsErrorDetails() == null ? null : e.awsErrorDetails().rawResponse();
        return body == null ? "" : body.asUtf8String();
    }

    @Override
    public boolean isInSync(String changeId) {
        return SdkClients.answer(DEPENDENCY, () -> reads.getChange(request -> request.id(changeId)))
                        .changeInfo()
                        .status()
                == ChangeStatus.INSYNC;
    }

    private static <T> T ofZone(String hostedZoneId, Supplier<T> call) {
        try {
            return SdkClients.answer(DEPENDENCY, call);
        } catch (NoSuchHostedZoneException e) {
            throw new UnknownZoneException("hosted zone " + hostedZoneId + " does not exist");
        } catch (Route53Exception e) {
            throw e.statusCode() == FORBIDDEN ? forbidden(hostedZoneId, e.awsErrorDetails()) : e;
        }
    }

    /** Credentials that have run out are no matter of the zone, and the next attempt has others. */
    private static RuntimeException forbidden(String hostedZoneId, @Nullable AwsErrorDetails details) {
        String code = details == null || details.errorCode() == null ? DENIED : details.errorCode();
        return code.startsWith(DENIED)
                ? new UnknownZoneException("hosted zone " + hostedZoneId + " may not be used by this role")
                : new UnavailableException(DEPENDENCY, code);
    }

    private static RecordSet recordSet(ResourceRecordSet found) {
        refuseWhatCannotBeRestored(found);
        return new RecordSet(
                found.name(),
                found.typeAsString(),
                found.ttl(),
                found.resourceRecords().stream().map(ResourceRecord::value).toList(),
                found.aliasTarget() == null
                        ? null
                        : new RecordSet.AliasTarget(
                                found.aliasTarget().hostedZoneId(),
                                found.aliasTarget().dnsName(),
                                found.aliasTarget().evaluateTargetHealth()),
                found.setIdentifier(),
                found.weight());
    }

    static ResourceRecordSet resourceRecordSet(RecordSet record) {
        ResourceRecordSet.Builder builder = ResourceRecordSet.builder()
                .name(record.name())
                .type(record.type())
                .setIdentifier(record.setIdentifier())
                .weight(record.weight());
        RecordSet.AliasTarget alias = record.alias();
        if (alias != null) {
            return builder.aliasTarget(target -> target.hostedZoneId(alias.hostedZoneId())
                            .dnsName(alias.dnsName())
                            .evaluateTargetHealth(alias.evaluateTargetHealth()))
                    .build();
        }
        return builder.ttl(record.ttl())
                .resourceRecords(record.values().stream()
                        .map(value -> ResourceRecord.builder().value(value).build())
                        .toList())
                .build();
    }

    /** What {@link RecordSet} cannot hold would be lost between reading and restoring. */
    private static void refuseWhatCannotBeRestored(ResourceRecordSet found) {
        Map<String, @Nullable Object> policies = new LinkedHashMap<>();
        policies.put("latency routing", found.regionAsString());
        policies.put("geolocation routing", found.geoLocation());
        policies.put("geoproximity routing", found.geoProximityLocation());
        policies.put("failover routing", found.failoverAsString());
        policies.put("multivalue answers", found.multiValueAnswer());
        policies.put("IP-based routing", found.cidrRoutingConfig());
        policies.put("a traffic policy", found.trafficPolicyInstanceId());
        policies.put("a health check", found.healthCheckId());
        policies.forEach((policy, value) -> {
            if (value != null) {
                throw new UnsupportedRecordException(found.name() + " " + found.typeAsString() + " uses " + policy
                        + "; Landfall handles simple and weighted records without health checks");
            }
        });
    }
}
