package dev.landfall.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables that tell what others say. Those of prices and of rules are read by their own tests. */
class BundledTablesTest {
    @ParameterizedTest
    @ValueSource(strings = {"/addons.yaml", "/postgres-extensions.yaml", "/dns-hosts.yaml", "/dyno-sizes.yaml"})
    void table_eachFact_hasAUrlAndTheDayOnWhichItWasOpened(String path) {
        List<JsonNode> facts = BundledTable.load(path, JsonNode.class).findParents("source");

        assertThat(facts).isNotEmpty().allSatisfy(fact -> {
            assertThat(URI.create(fact.get("source").textValue()))
                    .hasScheme("https")
                    .satisfies(url -> assertThat(url.getHost()).contains("."))
                    .satisfies(url -> assertThat(url.toString())
                            .as("a branch moves away from under the fact")
                            .doesNotContain("/blob/main/", "/blob/master/"));
            assertThat(fact.has("checked")).as("%s", fact).isTrue();
            if (!fact.get("checked").isNull()) {
                assertThat(LocalDate.parse(fact.get("checked").textValue())).isAfter(LocalDate.of(2026, 1, 1));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"/dns-hosts.yaml, host", "/dyno-sizes.yaml, name", "/config-rules.yaml, id", "/findings.yaml, id"})
    void table_eachRow_hasANameOfItsOwn(String path, String name) {
        assertThat(BundledTable.load(path, JsonNode.class).findValuesAsText(name))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }
}
