package dev.landfall.sizing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a process type is for, which decides how it runs. */
public enum Role {
    @JsonProperty("web")
    WEB("an ECS service behind the load balancer"),
    @JsonProperty("worker")
    WORKER("an ECS service without a load balancer"),
    /** Two of them would do everything twice, also during a deploy and while both sides live. */
    @JsonProperty("clock")
    CLOCK("an ECS service of exactly one task, stopped before its successor starts (maximum 100 %, minimum 0 %)"),
    @JsonProperty("release")
    RELEASE("one task in each deploy, before the services are updated; a failure stops the deploy");

    private static final Pattern CLOCK_NAME =
            Pattern.compile("(clock|scheduler|schedule|cron|beat|timer)(_.*|-.*|\\d*)");

    /** Programs that do nothing but start jobs by the clock. */
    private static final Pattern CLOCK_PROGRAM =
            Pattern.compile("\\b(clockwork|rufus-scheduler|supercronic|crond|apscheduler)\\b|\\bcelery\\b.*\\bbeat\\b");

    private final String runsAs;

    Role(String runsAs) {
        this.runsAs = runsAs;
    }

    public String runsAs() {
        return runsAs;
    }

    /** Heroku itself knows only {@code web} and {@code release}; of the others the name and the program tell. */
    public static Role of(String name, @Nullable String command) {
        return switch (name) {
            case "web" -> WEB;
            case "release" -> RELEASE;
            default -> isClock(name, command) ? CLOCK : WORKER;
        };
    }

    private static boolean isClock(String name, @Nullable String command) {
        return CLOCK_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()
                || (command != null && CLOCK_PROGRAM.matcher(command).find());
    }
}
