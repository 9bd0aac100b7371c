package dev.landfall.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.SdkClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.pricing.PricingClient;

/** Against answers of the shape that AWS documents for GetProducts: a list of products, each as a text of JSON. */
class PriceListPricesTest extends PricesContract {
    private static final String MICRO = "rds.postgresql.multi-az.db.t4g.micro";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<PriceListPrices.Place, PriceListPrices.Answer> answers = new ConcurrentHashMap<>();
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private Duration each = Duration.ZERO;
    private HttpServer server;
    private int status = 200;
    private List<String> products = List.of(product("Multi-AZUsage:db.t4g.micro", tier("0", "0.0320000000")));

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(request);
            now = now.plus(each);
            List<String> found = request.contains("ap-southeast-3") ? List.of() : products;
            byte[] body = Json.MAPPER.writeValueAsBytes(Map.of("FormatVersion", "aws_v1", "PriceList", found));
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Override
    Prices prices() {
        PricingClient client = SdkClients.retrying(PricingClient.builder()
                .endpointOverride(
                        URI.create("http://localhost:" + server.getAddress().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))));
        return new PriceListPrices(client, SnapshotPrices.bundled(), () -> now, answers);
    }

    private static String tier(String from, String usd) {
        return """
                "3V48SMYUE7BTTQ2Q.JRTCKXETXF.%s": {"unit": "Hrs", "endRange": "Inf", "description": "per hour",
                 "appliesTo": [], "rateCode": "3V48SMYUE7BTTQ2Q.JRTCKXETXF.%s", "beginRange": "%s",
                 "pricePerUnit": {"USD": "%s"}}""".formatted(from, from, from, usd);
    }

    private static String product(String usageType, String... tiers) {
        return """
                {"product": {"productFamily": "Database Instance", "sku": "3V48SMYUE7BTTQ2Q",
                  "attributes": {"usagetype": "%s", "regionCode": "us-east-1", "databaseEngine": "PostgreSQL"}},
                 "serviceCode": "AmazonRDS",
                 "terms": {"OnDemand": {"3V48SMYUE7BTTQ2Q.JRTCKXETXF": {"sku": "3V48SMYUE7BTTQ2Q",
                   "effectiveDate": "2026-11-01T00:00:00Z", "offerTermCode": "JRTCKXETXF", "termAttributes": {},
                   "priceDimensions": {%s}}},
                  "Reserved": {}},
                 "version": "20261112201530", "publicationDate": "2026-11-12T20:15:30Z"}
                """.formatted(usageType, String.join(",", tiers));
    }

    @Test
    void price_answered_isOfTheListsDay() {
        assertThat(prices().price(MICRO, "us-east-1")).hasValueSatisfying(price -> {
            assertThat(price.date()).isEqualTo("2026-11-12");
            assertThat(price.source()).contains("3V48SMYUE7BTTQ2Q");
            assertThat(price.note()).isNull();
        });
        assertThat(requests).singleElement().asString().contains("AmazonRDS", "db.t4g.micro", "Multi-AZ", "us-east-1");
    }

    @Test
    void price_withAFreeTier_isThatOfTheFirstTierThatCosts() {
        products = List.of(product(
                "USE1-Multi-AZUsage:db.t4g.micro", tier("0", "0.0000000000"), tier("100", "0.04"), tier("9", "0.05")));

        assertThat(prices().price(MICRO, "us-east-1"))
                .hasValueSatisfying(price -> assertThat(price.usd()).isEqualByComparingTo("0.05"));
    }

    @Test
    void price_ofAnotherUsage_isNotTaken() {
        products = List.of(
                product("InstanceUsage:db.t4g.micro", tier("0", "0.016")),
                product("ExtendedSupport:Yr1-Yr2:PostgreSQL", tier("0", "0.1")));

        assertThat(prices().price(MICRO, "us-east-1"))
                .hasValueSatisfying(price -> assertThat(price.note()).contains("no single price"));
    }

    @Test
    void price_severalThatDiffer_isThatOfTheSnapshotWithANote() {
        products = List.of(
                product("Multi-AZUsage:db.t4g.micro", tier("0", "0.05")),
                product("Multi-AZUsage:db.t4g.micro", tier("0", "0.06")));

        assertThat(prices().price(MICRO, "us-east-1")).hasValueSatisfying(price -> {
            assertThat(price.usd()).isEqualByComparingTo("0.032");
            assertThat(price.note()).contains("no single price");
        });
    }

    @Test
    void price_productThatIsNoJson_isThatOfTheSnapshot() {
        products = List.of("<html>");

        assertThat(prices().price(MICRO, "us-east-1"))
                .hasValueSatisfying(price -> assertThat(price.note()).contains("did not answer"));
    }

    @Test
    void price_refused_isThatOfTheSnapshotAndAsksNoMore() {
        status = 400;
        Prices prices = prices();

        assertThat(prices.price(MICRO, "us-east-1"))
                .hasValueSatisfying(price -> assertThat(price.note()).contains("did not answer"));
        assertThat(prices.price("alb", "us-east-1")).isPresent();
        assertThat(requests).hasSize(1);
    }

    @Test
    void price_askedForByTheNextPlan_isRememberedForADay() {
        Optional<Price> first = prices().price(MICRO, "us-east-1");
        now = now.plus(Duration.ofHours(23));

        assertThat(prices().price(MICRO, "us-east-1")).isEqualTo(first);
        assertThat(requests).hasSize(1);
        now = now.plus(Duration.ofHours(1));
        assertThat(prices().price(MICRO, "us-east-1")).isEqualTo(first);
        assertThat(requests).hasSize(2);
    }

    @Test
    void price_afterAnOutage_isAskedForByTheNextPlan() {
        status = 400;
        assertThat(prices().price(MICRO, "us-east-1"))
                .hasValueSatisfying(price -> assertThat(price.note()).contains("did not answer"));
        status = 200;

        assertThat(prices().price(MICRO, "us-east-1"))
                .hasValueSatisfying(price -> assertThat(price.note()).isNull());
    }

    @Test
    void price_listThatTakesItsTime_isNotAskedBeyondThePatienceOfAPlan() {
        each = Duration.ofSeconds(3);
        Prices prices = prices();
        for (String size : List.of("micro", "small", "medium", "large")) {
            prices.price("rds.postgresql.multi-az.db.t4g." + size, "us-east-1");
        }

        assertThat(requests).hasSize(3);
        assertThat(prices.price(MICRO, "us-east-1"))
                .as("what was answered before")
                .hasValueSatisfying(price -> assertThat(price.note()).isNull());
        assertThat(prices.price("alb", "us-east-1"))
                .hasValueSatisfying(price -> assertThat(price.note()).contains("did not answer"));
    }

    @Test
    void price_keyWithoutAQuery_isThatOfTheSnapshotAndAsksNothing() {
        assertThat(prices().price("transfer.out", "us-east-1"))
                .hasValueSatisfying(price -> assertThat(price.note()).isNull());
        assertThat(requests).isEmpty();
    }
}
