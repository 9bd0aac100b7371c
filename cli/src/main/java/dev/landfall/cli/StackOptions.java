package dev.landfall.cli;

import dev.landfall.cli.deployed.Deployment;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deployed stack is meant. */
final class StackOptions {
    /** By name or by ARN, as CloudFormation takes it. */
    private static final Pattern STACK = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}|arn:[!-~]+");

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
        if (!STACK.matcher(stack).matches()) {
            throw new BadInputException("--stack: \"" + stack
                    + "\" is no name of a stack; letters, digits and - are allowed, and first a letter");
        }
        return surroundings.connector().connect(new Deployment.Address(stack, region, profile));
    }
}
