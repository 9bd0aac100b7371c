package dev.landfall.cli.deployed;

import dev.landfall.gate.Gatekeeper;
import dev.landfall.lambda.Json;
import java.io.IOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

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
        return FunctionCall.to(lambda, function, json(request), Gatekeeper.Answer.class);
    }

    private static SdkBytes json(Gatekeeper.Request request) {
        try {
            return SdkBytes.fromByteArray(Json.MAPPER.writeValueAsBytes(request));
        } catch (IOException e) {
            throw new IllegalStateException("a gate request does not become JSON", e);
        }
    }
}
