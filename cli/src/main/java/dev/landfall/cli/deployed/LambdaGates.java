package dev.landfall.cli.deployed;

import dev.landfall.gate.Gatekeeper;
import dev.landfall.lambda.Json;
import java.io.IOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

final class LambdaGates implements Gates {
    private final LambdaClient lambda;
    private final String approveFunction;
    private final String abortFunction;

    LambdaGates(LambdaClient lambda, String approveFunction, String abortFunction) {
        this.lambda = lambda;
        this.approveFunction = approveFunction;
        this.abortFunction = abortFunction;
    }

    @Override
    public Gatekeeper.Answer approve(Gatekeeper.Request request) {
        return invoke(approveFunction, request);
    }

    @Override
    public Gatekeeper.Answer abort(Gatekeeper.Request request) {
        return invoke(abortFunction, request);
    }

    private Gatekeeper.Answer invoke(String function, Gatekeeper.Request request) {
        InvokeResponse response = AwsCall.to(
                "Lambda",
                () -> lambda.invoke(call -> call.functionName(function).payload(json(request))));
        if (response.functionError() != null) {
            throw new RefusedByAwsException(function + " failed: " + errorMessage(response));
        }
        try {
            return Json.MAPPER.readValue(response.payload().asByteArray(), Gatekeeper.Answer.class);
        } catch (IOException e) {
            throw new RefusedByAwsException(function + " gave an answer that this version does not know");
        }
    }

    private static SdkBytes json(Gatekeeper.Request request) {
        try {
            return SdkBytes.fromByteArray(Json.MAPPER.writeValueAsBytes(request));
        } catch (IOException e) {
            throw new IllegalStateException("a gate request does not become JSON", e);
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
