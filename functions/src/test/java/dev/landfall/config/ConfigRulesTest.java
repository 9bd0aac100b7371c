package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.lambda.BundledTable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigRulesTest {
    private static final String WHOLE = """
            rules:
              - {id: one, names: ['A.*'], kinds: [], addOn: NONE, owned: false, fromFiles: false, outcome: SETTING,
                 destination: TASK_ENVIRONMENT, reason: It begins with A.}
              - {id: two, names: ['B'], kinds: [FLAG], addOn: NONE, owned: false, fromFiles: false, outcome: SECRET,
                 destination: SECRETS_MANAGER, reason: It is B.}
            """;

    private static ConfigRules read(String text) {
        return BundledTable.parse("rules", text, ConfigRules.class);
    }

    @Test
    void bundled_secrets_goIntoNoEnvironment() {
        assertThat(ConfigRules.bundled().rules())
                .filteredOn(rule -> rule.outcome() == ConfigClass.SECRET)
                .extracting(ConfigRule::destination)
                .containsOnly(Destination.SECRETS_MANAGER, Destination.IMAGE_BUILD);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    id: two               | id: one              | two rules are called one
                    ['A.*']               | ['A(']               | A(
                    ['A.*']               | []                   | fail closed
                    outcome: SETTING      | outcome: UNKNOWN     | fail closed
                    kinds: [FLAG]         | kinds: [COLOUR]      | COLOUR
                    reason: It is B.      | because: It is B.    | reason
                    owned: false, fromF   | fromF                | owned
                    """)
    void read_brokenRules_namesWhatIsBroken(String good, String bad, String named) {
        assertThat(read(WHOLE).rules()).hasSize(2);

        String broken = WHOLE.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad));

        assertThat(broken).isNotEqualTo(WHOLE);
        assertThatThrownBy(() -> read(broken)).hasMessageContaining(named);
    }
}
