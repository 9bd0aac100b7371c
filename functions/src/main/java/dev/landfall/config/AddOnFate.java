package dev.landfall.config;

import dev.landfall.addons.AwsTarget;

/** What becomes of the add-on that a variable belongs to, as far as the variable is concerned. */
enum AddOnFate {
    /** Something on AWS takes over, under another address. */
    MOVES,
    /** Something on AWS takes over that needs no variable. */
    REPLACED,
    STAYS,
    /** There is no such add-on; in a rule: it does not matter. */
    NONE;

    static AddOnFate of(AwsTarget target) {
        return switch (target) {
            case RDS_POSTGRESQL,
                    RDS_MYSQL,
                    ELASTICACHE_VALKEY,
                    ELASTICACHE_MEMCACHED,
                    MEMORYDB,
                    OPENSEARCH,
                    AMAZON_MQ,
                    S3,
                    SES,
                    MSK -> MOVES;
            case EVENTBRIDGE_SCHEDULER, CLOUDWATCH_LOGS, ECS_AUTOSCALING, ACM, NAT_GATEWAY -> REPLACED;
            // Until somebody decides, the app goes on with what it has.
            case STAYS, NO_ANSWER -> STAYS;
        };
    }
}
