package dev.landfall.lambda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What leaves a function by an exception ends in the execution's history. */
class UnexpectedExceptionTest {
    private record Input(String migration) {}

    private static void handle(RuntimeException thrown) {
        JsonHandler<Input, String> handler = new JsonHandler<>(Input.class, Telemetry.silent()) {
            @Override
            protected String handle(Input input) {
                throw thrown;
            }
        };
        ByteArrayInputStream in = new ByteArrayInputStream("{\"migration\": \"one\"}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> handler.handleRequest(in, new ByteArrayOutputStream(), new SomeContext()))
                .isExactlyInstanceOf(UnexpectedException.class)
                .hasNoCause()
                .hasMessageNotContaining("token-4711");
    }

    @Test
    void handleRequest_foreignException_leavesWithItsKindAlone() {
        handle(new IllegalStateException("cannot parse token-4711"));
    }

    @Test
    void handleRequest_refusalByAws_leavesWithItsErrorCode() {
        RuntimeException refusal = DynamoDbException.builder()
                .message("not authorized with token-4711")
                .requestId("R1")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode("AccessDeniedException")
                        .build())
                .build();

        handle(refusal);
        assertThatThrownBy(() -> {
                    throw new UnexpectedException(refusal);
                })
                .hasMessage(
                        "unexpected DynamoDbException (DynamoDb AccessDeniedException, request R1); the function's log"
                                + " tells more");
    }

    @Test
    void handleRequest_ownException_leavesAsItIs() {
        MalformedInputException ours = new MalformedInputException("Input");
        JsonHandler<Input, String> handler = new JsonHandler<>(Input.class, Telemetry.silent()) {
            @Override
            protected String handle(Input input) {
                throw ours;
            }
        };

        assertThatThrownBy(() -> handler.handleRequest(
                        new ByteArrayInputStream("{\"migration\": \"one\"}".getBytes(StandardCharsets.UTF_8)),
                        new ByteArrayOutputStream(),
                        new SomeContext()))
                .isSameAs(ours);
    }
}
