package dev.landfall.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.lambda.SdkClients;
import dev.landfall.lambda.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;

/** What is sent to Route 53, and how its refusals are understood, where emulators are not like it. */
class Route53WireTest {
    private static final RecordSet OLD = new RecordSet(
            "shop.example.com.", "CNAME", 60L, List.of("shop.herokudns.com"), null, "landfall one heroku", 100L);
    private static final RecordSet NEW = OLD.weighted("landfall one heroku", 90);
    private static final RecordSet SAME =
            new RecordSet("shop.example.com.", "CNAME", 60L, List.of("lb.example.net"), null, "landfall one aws", 0L);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Route53TrafficRouter router;
    private int status;
    private String answer = "";
    private String laterAnswer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI()
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String next = requests.size() > 1 && !laterAnswer.isEmpty() ? laterAnswer : answer;
            byte[] body = next.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Route53Client client = SdkClients.retryingRefusals(Route53Client.builder()
                .endpointOverride(
                        URI.create("http://localhost:" + server.getAddress().getPort()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))));
        router = new Route53TrafficRouter(client, client);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void replace_oneOfTwo_sendsOneBatchOfDeleteAndCreate() {
        status = 200;
        answer = """
                <ChangeResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ChangeInfo>
                <Id>/change/C123</Id><Status>PENDING</Status><SubmittedAt>2026-03-01T12:00:00Z</SubmittedAt>
                </ChangeInfo></ChangeResourceRecordSetsResponse>""";

        String change = router.replace("Z123", List.of(SAME, OLD), List.of(SAME, NEW));

        assertThat(change).isEqualTo("C123");
        assertThat(requests).singleElement().asString().satisfies(body -> {
            assertThat(body).containsSubsequence("DELETE", "<Weight>100</Weight>", "CREATE", "<Weight>90</Weight>");
            assertThat(body).contains("Landfall").doesNotContain("UPSERT", "lb.example.net");
        });
    }

    @Test
    void replace_byTheSame_isAMistakeAndNotSent() {
        assertThatThrownBy(() -> router.replace("Z123", List.of(SAME), List.of(SAME)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(requests).isEmpty();
    }

    @Test
    void replace_whatNoLongerStands_isDriftWithRoute53sReason() {
        status = 400;
        answer = """
                <InvalidChangeBatch xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Messages>
                <Message>Tried to delete resource record set but the values do not match the current values</Message>
                </Messages><RequestId>1</RequestId></InvalidChangeBatch>""";

        assertThatThrownBy(this::replace)
                .isInstanceOf(DriftException.class)
                .hasMessageContaining("do not match the current values");
    }

    @Test
    void replace_whatNoLongerStandsInTheOtherForm_isDriftWithRoute53sReason() {
        answerError(400, "InvalidChangeBatch", "Tried to delete, but it was not found");

        assertThatThrownBy(this::replace).isInstanceOf(DriftException.class).hasMessageContaining("not found");
    }

    @Test
    void replace_answerLost_isUnavailableAndNotRepeated() {
        answerError(500, "InternalFailure", "no idea");

        assertThatThrownBy(this::replace).isInstanceOf(UnavailableException.class);
        assertThat(requests).hasSize(1);
    }

    @Test
    void replace_throttled_isRepeatedThenUnavailable() {
        answerError(400, "Throttling", "Rate exceeded");

        assertThatThrownBy(this::replace).isInstanceOf(UnavailableException.class);
        assertThat(requests).hasSize(3);
    }

    @Test
    void replace_priorRequestNotComplete_isRepeatedThenUnavailable() {
        answerError(400, "PriorRequestNotComplete", "The request was rejected because Route 53 was still processing");

        assertThatThrownBy(this::replace).isInstanceOf(UnavailableException.class);
        assertThat(requests).hasSize(3);
    }

    @Test
    void read_pageThatEndsWithinTheName_goesOnAtTheNextIdentifier() {
        status = 200;
        answer = page(
                "one",
                "<IsTruncated>true</IsTruncated><NextRecordName>shop.example.com.</NextRecordName>"
                        + "<NextRecordType>CNAME</NextRecordType><NextRecordIdentifier>two</NextRecordIdentifier>");
        laterAnswer = page(
                "two",
                "<IsTruncated>true</IsTruncated><NextRecordName>zoo.example.com.</NextRecordName>"
                        + "<NextRecordType>A</NextRecordType>");

        List<RecordSet> records = router.read("Z123", "shop.example.com");

        assertThat(records).extracting(RecordSet::setIdentifier).containsExactly("one", "two");
        assertThat(requests)
                .hasSize(2)
                .last()
                .asString()
                .contains("name=shop.example.com", "type=CNAME", "identifier=two");
    }

    @ParameterizedTest
    @CsvSource({
        "latency routing,           <Region>eu-west-1</Region>",
        "geolocation routing,       <GeoLocation><CountryCode>NL</CountryCode></GeoLocation>",
        "geoproximity routing,      <GeoProximityLocation><AWSRegion>eu-west-1</AWSRegion></GeoProximityLocation>",
        "failover routing,          <Failover>PRIMARY</Failover>",
        "multivalue answers,        <MultiValueAnswer>true</MultiValueAnswer>",
        "IP-based routing,          <CidrRoutingConfig><CollectionId>c</CollectionId></CidrRoutingConfig>",
        "a traffic policy,          <TrafficPolicyInstanceId>t</TrafficPolicyInstanceId>",
        "a health check,            <HealthCheckId>h</HealthCheckId>"
    })
    void read_whatCouldNotBeRestored_isRefusedNamingIt(String policy, String xml) {
        status = 200;
        answer = page("one", "<IsTruncated>false</IsTruncated>").replace("<TTL>", xml + "<TTL>");

        assertThatThrownBy(() -> router.read("Z123", "shop.example.com"))
                .isInstanceOf(UnsupportedRecordException.class)
                .hasMessageContaining(policy)
                .hasMessageContaining("shop.example.com");
    }

    @Test
    void read_neighbourThatCouldNotBeRestored_isOfNoAccount() {
        status = 200;
        answer = page("one", "<IsTruncated>false</IsTruncated>")
                .replace("<TTL>", "<HealthCheckId>h</HealthCheckId><TTL>");

        assertThat(router.read("Z123", "a.shop.example.com")).isEmpty();
    }

    private static String page(String identifier, String rest) {
        return """
                <ListResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">
                <ResourceRecordSets><ResourceRecordSet><Name>shop.example.com.</Name><Type>CNAME</Type>
                <SetIdentifier>%s</SetIdentifier><Weight>1</Weight><TTL>60</TTL>
                <ResourceRecords><ResourceRecord><Value>x.example</Value></ResourceRecord></ResourceRecords>
                </ResourceRecordSet></ResourceRecordSets><MaxItems>300</MaxItems>%s
                </ListResourceRecordSetsResponse>""".formatted(identifier, rest);
    }

    @Test
    void zone_accessDenied_isAnUnknownZone() {
        answerError(403, "AccessDenied", "not authorized");

        assertThatThrownBy(() -> router.zone("Z123"))
                .isInstanceOf(UnknownZoneException.class)
                .hasMessageContaining("Z123");
    }

    @Test
    void zone_credentialsThatHaveRunOut_isUnavailable() {
        answerError(403, "ExpiredToken", "the security token included in the request is expired");

        assertThatThrownBy(() -> router.zone("Z123"))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("Route 53 did not answer: ExpiredToken");
    }

    private void replace() {
        router.replace("Z123", List.of(OLD), List.of(NEW));
    }

    private void answerError(int errorStatus, String code, String message) {
        status = errorStatus;
        answer =
                "<ErrorResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Error><Type>Sender</Type><Code>"
                        + code + "</Code><Message>" + message
                        + "</Message></Error><RequestId>1</RequestId></ErrorResponse>";
    }
}
