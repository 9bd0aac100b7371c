package dev.landfall.cli.deployed;

import java.util.UUID;
import software.amazon.awssdk.services.sfn.SfnClient;

/** State machines of a test's own. */
final class EmulatedMachine {
    private static final String WAITS_LONG = """
            {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 600, "End": true}}}""";
    private static final String REFUSES = """
            {"StartAt": "Refused", "States": {"Refused": {"Type": "Fail", "Error": "REFUSED", "Cause": "no such zone"}}}""";

    private EmulatedMachine() {}

    /** @return the machine's ARN */
    static String thatWaits(SfnClient sfn) {
        return create(sfn, WAITS_LONG);
    }

    /** @return the machine's ARN */
    static String thatRefuses(SfnClient sfn) {
        return create(sfn, REFUSES);
    }

    private static String create(SfnClient sfn, String definition) {
        return sfn.createStateMachine(request -> request.name("machine-" + UUID.randomUUID())
                        .definition(definition)
                        .roleArn("arn:aws:iam::123456789012:role/machine"))
                .stateMachineArn();
    }
}
