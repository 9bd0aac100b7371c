package dev.landfall.lambda;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Something of which nobody had thought. Names its kind, never its message: the function's log has that. */
public final class UnexpectedException extends RuntimeException {
    private static final String OURS = "dev.landfall.";

    public UnexpectedException(RuntimeException unexpected) {
        super("unexpected " + kind(unexpected) + "; the function's log tells more");
    }

    /** Whether the error is one of those that the machines know. */
    static boolean isOurs(RuntimeException e) {
        return e.getClass().getName().startsWith(OURS);
    }

    private static String kind(RuntimeException e) {
        String name = e.getClass().getSimpleName();
        return e instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null
                ? name + " (" + refusal.awsErrorDetails().serviceName() + " "
                        + refusal.awsErrorDetails().errorCode() + ", request " + refusal.requestId() + ")"
                : name;
    }
}
