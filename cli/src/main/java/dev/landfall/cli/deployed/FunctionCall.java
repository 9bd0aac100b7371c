package dev.landfall.cli.deployed;

import dev.landfall.lambda.Json;
import java.io.IOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** One call of a function of the stack, which waits for its answer. */
final class FunctionCall {
    private FunctionCall() {}

    /**
     * @throws RefusedByAwsException if the function failed, or gave an answer that is no {@code T}
     * @throws dev.landfall.lambda.UnavailableException if no answer came
     */
    static <T> T to(LambdaClient lambda, String function, SdkBytes input, Class<T> answer) {
        InvokeResponse response = AwsCall.to(
                "Lambda",
                () -> lambda.invoke(call -> call.functionName(function).payload(input)));
        if (response.functionError() != null) {
            throw new RefusedByAwsException(function + " failed: " + errorMessage(response));
        }
        try {
            return Json.MAPPER.readValue(response.payload().asByteArray(), answer);
        } catch (IOException e) {
            throw new RefusedByAwsException(function + " gave an answer that this version does not know");
        }
    }

    private static String errorMessage(InvokeResponse response) {
        try {
            return Json.MAPPER
                    .readTree(response.payload().asByteArray())
                    .path("errorMessage")
                    .asText("no message");
        } catch (IOException e) {
            return "no message";
        }
    }
}
