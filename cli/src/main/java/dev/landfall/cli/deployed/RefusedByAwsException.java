package dev.landfall.cli.deployed;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** AWS answered with an error that a repeat would not change, such as a missing permission. */
public final class RefusedByAwsException extends RuntimeException {
    RefusedByAwsException(String service, AwsServiceException cause) {
        super(service + " refused: " + code(cause), cause);
    }

    RefusedByAwsException(String message) {
        super(message);
    }

    /** The error code and AWS's own sentence, which names the principal and the action of a missing permission. */
    private static String code(AwsServiceException cause) {
        AwsErrorDetails details = cause.awsErrorDetails();
        return details == null ? "status " + cause.statusCode() : details.errorCode() + ": " + details.errorMessage();
    }
}
