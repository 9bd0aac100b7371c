package dev.landfall.cli;

import dev.landfall.cli.deployed.Deployment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deployed stack is meant. */
final class StackOptions {
    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "landfall",
            description = "CloudFormation stack (default: landfall).")
    private String stack = "";

    @Option(names = "--region", paramLabel = "REGION", description = "AWS region (default: as configured).")
    private @Nullable String region;

    @Option(names = "--profile", paramLabel = "NAME", description = "AWS profile (default: as configured).")
    private @Nullable String profile;

    Deployment connect(Surroundings surroundings) {
        return surroundings.connector().connect(new Deployment.Address(stack, region, profile));
    }
}
