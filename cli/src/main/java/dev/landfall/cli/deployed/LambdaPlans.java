package dev.landfall.cli.deployed;

import dev.landfall.assess.RegisterPlanHandler;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

final class LambdaPlans implements Plans {
    private final LambdaClient lambda;
    private final String registerFunction;

    LambdaPlans(LambdaClient lambda, String registerFunction) {
        this.lambda = lambda;
        this.registerFunction = registerFunction;
    }

    @Override
    public RegisterPlanHandler.Output register(byte[] plan) {
        return FunctionCall.to(
                lambda, registerFunction, SdkBytes.fromByteArray(plan), RegisterPlanHandler.Output.class);
    }
}
