package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventPatternTest {

    private static final JsonNode EVENT =
            json("{'source': 'aws.states', 'detail': {'status': 'FAILED', 'n': 3, 'tags': ['a', 'b']}}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'source': ['aws.states']}                                   | true",
                "{'source': ['aws.cloudwatch', 'aws.states']}                 | true",
                "{'source': ['aws.cloudwatch']}                               | false",
                "{'source': ['aws.states'], 'detail': {'status': ['ABORTED']}} | false",
                "{'detail': {'status': ['FAILED', 'ABORTED']}}                | true",
                "{'detail': {'n': [3]}}                                       | true",
                "{'detail': {'n': ['3']}}                                     | false",
                "{'detail': {'tags': ['b']}}                                  | true",
                "{'detail': {'tags': ['c']}}                                  | false",
                "{'detail': {'missing': ['x']}}                               | false",
                "{'detail': {'status': [{'prefix': 'FAIL'}]}}                 | true",
                "{'detail': {'status': [{'prefix': 'OK'}, 'FAILED']}}         | true",
                "{'detail': {'status': [{'anything-but': 'RUNNING'}]}}        | true",
                "{'detail': {'status': [{'anything-but': ['FAILED']}]}}       | false",
                "{'detail': {'missing': [{'anything-but': 'x'}]}}             | false",
                "{'detail': {'missing': [{'exists': false}]}}                 | true",
                "{'detail': {'status': [{'exists': true}]}}                   | true",
                "{'detail': {'status': [{'exists': false}]}}                  | false"
            })
    void matches_followsEventBridge(String pattern, boolean matches) {
        assertThat(EventPattern.parse("rule", json(pattern)).matches(EVENT)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'source': 'aws.states'}                      | Pattern.source: must be a list",
                "{'source': []}                                | Pattern.source: must be a list",
                "{}                                            | Pattern: must be a list",
                "{'a': {'b': [{'wildcard': '*'}]}}             | Pattern.a.b: the filter wildcard is not known",
                "{'a': [{'numeric': ['>', 3]}]}                | the filter numeric is not known",
                "{'$or': [{'a': ['b']}]}                       | $or is not known",
                "{'a': [{'prefix': 3}]}                        | prefix must have a text",
                "{'a': [{'exists': 'yes'}]}                    | exists must be true or false",
                "{'a': [{'anything-but': {'prefix': 'x'}}]}    | anything-but must have plain values"
            })
    void parse_whatIsNotKnown_isRefusedByName(String pattern, String says) {
        assertThatThrownBy(() -> EventPattern.parse("rule", json(pattern)))
                .isInstanceOf(TemplateRefused.class)
                .hasMessageContaining(says);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
