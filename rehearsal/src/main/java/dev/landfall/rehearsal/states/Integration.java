package dev.landfall.rehearsal.states;

/**
 * What a Task calls, and when it is done.
 *
 * @param resource the ARN without the pattern's suffix
 */
record Integration(String resource, Pattern pattern) {

    static final String PREFIX = "arn:aws:states:::";
    static final String START_EXECUTION = PREFIX + "states:startExecution";
    static final String GET_OBJECT = PREFIX + "s3:getObject";
    static final String PUT_OBJECT = PREFIX + "s3:putObject";

    enum Pattern {
        /** Done when the call returns. */
        REQUEST_RESPONSE(""),
        /** Done when somebody answers with the token. */
        WAIT_FOR_TASK_TOKEN(".waitForTaskToken"),
        /** Done when the execution that was started is closed. */
        SYNC(".sync:2");

        private final String suffix;

        Pattern(String suffix) {
            this.suffix = suffix;
        }
    }

    static Integration of(String arn) {
        for (Pattern pattern : Pattern.values()) {
            if (!pattern.suffix.isEmpty() && arn.endsWith(pattern.suffix)) {
                return new Integration(arn.substring(0, arn.length() - pattern.suffix.length()), pattern);
            }
        }
        return new Integration(arn, Pattern.REQUEST_RESPONSE);
    }

    /** As history events call it: {@code lambda}, {@code aws-sdk:cloudwatch}. */
    String resourceType() {
        String service = resource.substring(PREFIX.length());
        return service.substring(0, service.lastIndexOf(':'));
    }

    /** As history events call it: {@code invoke.waitForTaskToken}. */
    String action() {
        return resource.substring(resource.lastIndexOf(':') + 1) + pattern.suffix;
    }
}
