package dev.landfall.gate;

import java.time.Instant;
import java.util.regex.Pattern;

/** Names of rollback executions. Step Functions accepts a name once, so the same name makes a repeat harmless. */
public final class RollbackNames {
    /** Step Functions allows 80 characters. */
    private static final int LONGEST_STEM = 64;

    private RollbackNames() {}

    /** The one that the shift, an alarm and an abort agree on; the shift machine builds the same name. */
    public static String first(String migration) {
        return stem(migration) + "-back";
    }

    /** Another one, after one that died; one a minute at most. */
    public static String again(String migration, Instant now) {
        return stem(migration) + "-back-" + now.getEpochSecond() / 60;
    }

    /** Whether an execution of this name is one of them. */
    public static boolean isOf(String migration, String executionName) {
        String first = first(migration);
        return executionName.equals(first) || executionName.matches(Pattern.quote(first) + "-\\d+");
    }

    private static String stem(String migration) {
        return migration.substring(0, Math.min(migration.length(), LONGEST_STEM));
    }
}
