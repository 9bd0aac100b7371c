package dev.landfall.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.lambda.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Waking a parked execution; emulators take any token. */
class SfnExecutionsTest {
    private final List<SendTaskFailureRequest> failures = new ArrayList<>();

    static Stream<SdkException> noLongerWaiting() {
        return Stream.of(
                TaskTimedOutException.builder().build(),
                TaskDoesNotExistException.builder().build(),
                InvalidTokenException.builder().build());
    }

    @Test
    void resume_waiting_isTrue() {
        assertThat(executions(null).resume("token")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("noLongerWaiting")
    void resume_noLongerWaiting_isFalse(SdkException answer) {
        assertThat(executions(answer).resume("token")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("noLongerWaiting")
    void fail_noLongerWaiting_isFalse(SdkException answer) {
        assertThat(executions(answer).fail("token", "AlarmFired", "5xx")).isFalse();
    }

    @Test
    void fail_waiting_isToldErrorAndCause() {
        assertThat(executions(null).fail("token", "AlarmFired", "5xx")).isTrue();

        assertThat(failures).singleElement().satisfies(sent -> {
            assertThat(sent.error()).isEqualTo("AlarmFired");
            assertThat(sent.cause()).isEqualTo("5xx");
        });
    }

    @Test
    void fail_causeLongerThanAllowed_isCut() {
        executions(null).fail("token", "AlarmFired", "x".repeat(40_000));

        assertThat(failures)
                .singleElement()
                .satisfies(sent -> assertThat(sent.cause()).hasSize(32_768));
    }

    @Test
    void resume_noAnswer_isUnavailableWithoutTheToken() {
        SdkException noAnswer = ApiCallTimeoutException.create(5_000);

        assertThatThrownBy(() -> executions(noAnswer).resume("a token"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageNotContaining("a token");
    }

    private Executions executions(@Nullable SdkException answer) {
        return new SfnExecutions(new CannedStepFunctions(answer), "arn:aws:states:eu-west-1:1:stateMachine:rollback");
    }

    /** Throws what it was given, or agrees. */
    private final class CannedStepFunctions implements SfnClient {
        private final @Nullable SdkException answer;

        CannedStepFunctions(@Nullable SdkException answer) {
            this.answer = answer;
        }

        @Override
        public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
            answer();
            return SendTaskSuccessResponse.builder().build();
        }

        @Override
        public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
            answer();
            failures.add(request);
            return SendTaskFailureResponse.builder().build();
        }

        private void answer() {
            if (answer != null) {
                throw answer;
            }
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
