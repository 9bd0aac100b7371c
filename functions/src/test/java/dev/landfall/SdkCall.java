package dev.landfall;

import dev.landfall.ByteCode.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of an AWS SDK client, as it stands in our code.
 *
 * @param service the SDK's name for it, a package
 * @param in our method that makes it
 * @param port the adapter's method by which the domain asked for it; {@code in} where there is none
 */
public record SdkCall(String service, String client, String operation, String in, String port)
        implements Comparable<SdkCall> {
    private static final String TRANSACTION =
            "software.amazon.awssdk.services.dynamodb.model.TransactWriteItem$Builder";

    /** How IAM calls the services; one that is not here yet must be looked up when it is first used. */
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("cloudformation", "cloudformation"),
            Map.entry("cloudwatch", "cloudwatch"),
            Map.entry("dynamodb", "dynamodb"),
            Map.entry("lambda", "lambda"),
            Map.entry("pricing", "pricing"),
            Map.entry("route53", "route53"),
            Map.entry("s3", "s3"),
            Map.entry("scheduler", "scheduler"),
            Map.entry("secretsmanager", "secretsmanager"),
            Map.entry("sfn", "states"),
            Map.entry("sts", "sts"));

    /** Methods of a client that ask nobody. */
    private static final Set<String> LOCAL = Set.of("builder", "create", "close", "serviceName");

    static boolean isPartOfATransaction(Method target) {
        return target.owner().equals(TRANSACTION)
                && Set.of("put", "update", "delete", "conditionCheck").contains(target.name());
    }

    static Optional<SdkCall> of(Method target, Method in, @Nullable Method port) {
        if (LOCAL.contains(target.name())) {
            return Optional.empty();
        }
        String service = target.owner().split("\\.", -1)[4];
        String client = target.owner().substring(target.owner().lastIndexOf('.') + 1);
        return Optional.of(new SdkCall(
                service,
                client.replace("$Builder", ""),
                target.name().replaceFirst("Paginator$", ""),
                // The body of a lambda is a method of its own, named after the one it stands in.
                in.toString().replaceAll("lambda\\$(\\w+)\\$\\d+", "$1"),
                Objects.requireNonNullElse(port, in).toString()));
    }

    /** What IAM asks for. Mostly the operation's own name; where not, the service's authorization reference says so. */
    List<String> actions() {
        return switch (client + "." + operation) {
            // A transaction needs what its parts need, and nothing for itself.
            case "DynamoDbClient.transactWriteItems" -> List.of();
            case "TransactWriteItem.put" -> List.of("dynamodb:PutItem");
            case "TransactWriteItem.update" -> List.of("dynamodb:UpdateItem");
            case "TransactWriteItem.delete" -> List.of("dynamodb:DeleteItem");
            case "TransactWriteItem.conditionCheck" -> List.of("dynamodb:ConditionCheckItem");
            case "LambdaClient.invoke" -> List.of("lambda:InvokeFunction");
            // Scheduler is handed the role with which it calls the target.
            case "SchedulerClient.createSchedule" -> List.of("scheduler:CreateSchedule", "iam:PassRole");
            // What S3 and Secrets Manager encrypt and decrypt with the stack's key, they do in the caller's name.
            case "S3Client.putObject" -> List.of("s3:PutObject", "kms:GenerateDataKey");
            case "S3Client.getObject", "S3Client.getObjectAsBytes" -> List.of("s3:GetObject", "kms:Decrypt");
            case "S3Client.listObjectsV2" -> List.of("s3:ListBucket");
            case "SecretsManagerClient.getSecretValue" -> List.of("secretsmanager:GetSecretValue", "kms:Decrypt");
            // Everybody may; a policy cannot even forbid it.
            case "StsClient.getCallerIdentity" -> List.of();
            default ->
                List.of(prefix() + ":" + operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1));
        };
    }

    private String prefix() {
        return Objects.requireNonNull(PREFIXES.get(service), () -> "no IAM prefix is known of " + service);
    }

    /** @throws IllegalStateException if an action has no scope yet: somebody must decide how narrow it can be */
    public List<Permission> permissions() {
        return actions().stream()
                .flatMap(action -> Scopes.of(action, port).stream())
                .toList();
    }

    @Override
    public int compareTo(SdkCall other) {
        return Comparator.comparing(SdkCall::toString).compare(this, other);
    }

    @Override
    public String toString() {
        return client + "." + operation + " in " + in + (in.equals(port) ? "" : " for " + port);
    }
}
