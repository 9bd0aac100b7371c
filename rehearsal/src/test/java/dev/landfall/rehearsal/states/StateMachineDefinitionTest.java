package dev.landfall.rehearsal.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is too large to be a vector. */
class StateMachineDefinitionTest {

    private static final int MEBIBYTE = 1024 * 1024;

    @Test
    void parse_moreThanAMebibyte_isRefused() {
        assertThatThrownBy(() -> StateMachineDefinition.parse(commentOf(MEBIBYTE), Map.of()))
                .isInstanceOf(DefinitionRefused.class)
                .hasMessageContaining("larger than 1 MiB");
    }

    @Test
    void parse_lessThanAMebibyte_isRead() {
        StateMachineDefinition definition = StateMachineDefinition.parse(commentOf(MEBIBYTE - 1024), Map.of());

        assertThat(definition.stateNames()).containsExactly("Only");
    }

    private static String commentOf(int characters) {
        return """
                {"QueryLanguage": "JSONata", "StartAt": "Only", "States": {"Only": {"Type": "Succeed"}}, "Comment": "%s"}
                """.formatted("c".repeat(characters));
    }
}
