package dev.landfall.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "us-west-2", "eu-west-1", "eu-central-1"})
    void bundled_inEachRegion_knowsTheComputeOfAnApp(String region) {
        assertThat(new String[] {
                    "fargate.vcpu.x86",
                    "fargate.memory.x86",
                    "fargate.vcpu.arm64",
                    "fargate.memory.arm64",
                    "alb",
                    "nat",
                    "secrets.secret",
                    "rds.postgresql.single-az.db.t4g.micro",
                    "rds.postgresql.single-az.gp3",
                    "elasticache.valkey.cache.t4g.micro"
                })
                .allSatisfy(key -> assertThat(prices().price(key, region)).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "memorydb.valkey.db.r7g.large, us-east-1, 0.2163",
        "mq.rabbitmq.cluster.mq.m7g.large, us-east-1, 0.8201",
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
