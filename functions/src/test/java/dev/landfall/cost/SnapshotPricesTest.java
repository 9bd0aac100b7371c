package dev.landfall.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.landfall.inventory.HerokuRegions;
import dev.landfall.lambda.BundledTable;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotPricesTest extends PricesContract {
    private static final String WHOLE = """
            {"sources": {"list": {"date": "2026-09-03", "url": "https://example.com", "of": "a list"}},
             "prices": [
              {"key": "alb", "region": "us-east-1", "unit": "hour", "usd": "0.0225", "source": "list"},
              {"key": "nat", "region": "us-east-1", "unit": "hour", "usd": "0.045", "source": "list"}]}
            """;

    private static SnapshotPrices read(String text) {
        return new SnapshotPrices(BundledTable.parse("prices", text, SnapshotPrices.Snapshot.class));
    }

    @Override
    Prices prices() {
        return SnapshotPrices.bundled();
    }

    /** Those that an app of Heroku can be in: its common runtime and its private spaces. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "us",
                "eu",
                "virginia",
                "oregon",
                "dublin",
                "frankfurt",
                "london",
                "montreal",
                "mumbai",
                "singapore",
                "sydney",
                "tokyo"
            })
    void bundled_inEachRegionOfHerokus_knowsTheComputeOfAnApp(String heroku) {
        String region = HerokuRegions.onAws(heroku).orElseThrow();

        assertThat(new String[] {
                    "fargate.vcpu.x86",
                    "fargate.memory.x86",
                    "alb",
                    "nat",
                    "secrets.secret",
                    "rds.postgresql.single-az.db.t4g.micro",
                    "rds.postgresql.single-az.db.r7g.16xlarge",
                    "rds.postgresql.single-az.gp3",
                    "rds.postgresql.multi-az.db.t4g.medium",
                    "rds.postgresql.multi-az.gp3",
                    "elasticache.valkey.cache.t4g.micro",
                    "elasticache.valkey.cache.r7g.8xlarge"
                })
                .allSatisfy(
                        key -> assertThat(prices().price(key, region)).as(key).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "memorydb.valkey.db.r7g.large, us-east-1, 0.2163",
        "mq.rabbitmq.cluster.mq.m7g.large, us-east-1, 0.8201",
        "memorydb.valkey.db.r7g.large, ap-south-1, 0.2219",
        "fargate.vcpu.arm64, ap-south-1, 0.02383",
        "fargate.vcpu.x86, ap-southeast-2, 0.04856",
        "alb.lcu, ca-central-1, 0.0088",
        "rds.postgresql.multi-az.db.m7g.large, ca-central-1, 0.3712",
        "logs.ingestion, eu-west-2, 0.5985",
        "nat.data, eu-west-1, 0.048",
        "alb.lcu, eu-west-1, 0.008"
    })
    void bundled_pricesOfOneSource_haveItsDate(String key, String region, String usd) {
        assertThat(prices().price(key, region)).hasValueSatisfying(price -> {
            assertThat(price.usd()).isEqualByComparingTo(usd);
            assertThat(price.date()).startsWith("2026-");
            assertThat(price.source()).startsWith("https://pricing.us-east-1.amazonaws.com/");
        });
    }

    /** Each price is read anew, so that a digit that slipped stands out beside the Single-AZ price. */
    @Test
    void bundled_multiAz_costsTwiceTheSingleAz() {
        BundledTable.load("/aws-prices.json", SnapshotPrices.Snapshot.class).prices().stream()
                .filter(entry -> entry.key().contains(".multi-az.db."))
                .forEach(entry -> assertThat(new BigDecimal(entry.usd()))
                        .as(entry.toString())
                        .isCloseTo(twiceSingleAz(entry), within(new BigDecimal("0.002"))));
    }

    private BigDecimal twiceSingleAz(SnapshotPrices.Entry entry) {
        Price single = prices().price(entry.key().replace(".multi-az.", ".single-az."), entry.region())
                .orElseThrow();
        return single.usd().multiply(BigDecimal.TWO);
    }

    /** Three brokers are a cluster: a row that was read wrongly would not be three times another. */
    @Test
    void bundled_cluster_costsThreeBrokers() {
        BigDecimal cluster = usd("mq.rabbitmq.cluster.mq.m7g.large");
        BigDecimal single = usd("mq.rabbitmq.single.mq.m7g.large");

        assertThat(cluster).isCloseTo(single.multiply(BigDecimal.valueOf(3)), within(new BigDecimal("0.0002")));
    }

    private BigDecimal usd(String key) {
        return prices().price(key, "us-east-1").orElseThrow().usd();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "key": "nat"         | "key": "alb"        | two prices of alb
                    "source": "list"}]   | "source": "hear"}]  | from nowhere
                    "0.045"              | "0"                 | costs 0
                    2026-09-03           | 2019-09-03          | no dated source
                    https://             | ftp://              | no dated source
                    """)
    void read_brokenSnapshot_namesWhatIsBroken(String good, String bad, String named) {
        assertThat(read(WHOLE).size()).isEqualTo(2);

        String broken = WHOLE.replace(good, bad);

        assertThat(broken).isNotEqualTo(WHOLE);
        assertThatThrownBy(() -> read(broken)).hasMessageContaining(named);
    }
}
