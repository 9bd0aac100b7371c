package dev.landfall.plan;

import java.util.regex.Pattern;

/**
 * The name of a migration is that of its shift execution. Step Functions takes more characters than the alarms, metrics
 * and log lines that carry the name: CloudWatch has ASCII alone in its dimensions. 64 leave room for what the names of its
 * rollbacks say besides, of the 80 that Step Functions allows.
 */
public final class MigrationName {
    private static final Pattern ALLOWED = Pattern.compile("[0-9A-Za-z._-]{1,64}");

    private MigrationName() {}

    public static boolean isAllowed(String name) {
        return ALLOWED.matcher(name).matches();
    }

    /** @throws InvalidSpecException if it cannot name a migration */
    public static String require(String name) {
        if (!isAllowed(name)) {
            throw InvalidSpecException.refusing(
                    "name", name, "1 to 64 ASCII letters, digits, dots, hyphens and underscores");
        }
        return name;
    }
}
