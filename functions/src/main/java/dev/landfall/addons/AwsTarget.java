package dev.landfall.addons;

/** What takes over an add-on's work. */
public enum AwsTarget {
    RDS_POSTGRESQL,
    RDS_MYSQL,
    ELASTICACHE_VALKEY,
    ELASTICACHE_MEMCACHED,
    MEMORYDB,
    OPENSEARCH,
    AMAZON_MQ,
    S3,
    SES,
    MSK,
    EVENTBRIDGE_SCHEDULER,
    CLOUDWATCH_LOGS,
    ECS_AUTOSCALING,
    ACM,
    /** Static addresses for outgoing calls. */
    NAT_GATEWAY,
    /** The vendor serves the app on AWS as it did on Heroku. */
    STAYS,
    /** Nobody has decided: a finding of the plan. */
    NO_ANSWER
}
