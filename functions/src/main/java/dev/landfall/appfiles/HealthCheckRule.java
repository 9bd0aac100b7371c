package dev.landfall.appfiles;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line by which a framework's files tell of a health check.
 *
 * @param inEachFolder whether the file lies in a folder of the checkout, whose name the framework leaves open
 * @param line with the group path, unless the framework has a path of its own
 * @param certain whether the line alone says that the path is there and is a health check
 * @param path the framework's own; null if the line names it
 */
record HealthCheckRule(
        String file,
        boolean inEachFolder,
        Pattern line,
        String what,
        boolean certain,
        @Nullable String path) {
    private static final String QUOTE = "[\"'`]";

    /** Only at the outermost level, since a scope would put its own path before this one. */
    private static final Pattern RAILS = Pattern.compile("^ {0,2}get\\(?\\s{0,4}[\"']/?(?<path>[\\w/-]{1,100})[\"']"
            + "\\s{0,4}(?:=>|,\\s{0,4}to:)\\s{0,4}[\"']rails/health#show[\"'].*");

    private static final Pattern DJANGO = Pattern.compile("^\\s{0,40}(?:path|re_path|url)\\(\\s{0,4}r?[\"']\\^?"
            + "(?<path>[\\w/-]{0,100})[\"'],\\s{0,4}include\\(\\s{0,4}[\"']?"
            + "(?:health_check|django_healthchecks|watchman)\\.urls.*");

    private static final Pattern ACTUATOR_IN_POM =
            Pattern.compile(".*<artifactId>\\s{0,4}spring-boot-starter-actuator\\s{0,4}</artifactId>.*");
    private static final Pattern ACTUATOR_IN_GRADLE =
            Pattern.compile("(?!\\s{0,80}//).*spring-boot-starter-actuator.*");

    private static final Pattern EXPRESS = Pattern.compile("^\\s{0,40}(?:app|server)\\.get\\(\\s{0,4}" + QUOTE
            + "(?<path>/(?:healthz?|health[-_]?check|livez|readyz))" + QUOTE + ".*");

    private static final String OF_RAILS = "Rails' own health check";
    private static final String OF_DJANGO =
            "a health check for Django; another urls.py may put a path before it, and it may ask the stores";
    private static final String OF_SPRING =
            "Spring Boot's actuator; its settings may move it, and it asks the stores unless told not to";
    private static final String OF_EXPRESS = "a route of this name";

    private static final List<HealthCheckRule> OF_FRAMEWORKS = List.of(
            new HealthCheckRule("config/routes.rb", false, RAILS, OF_RAILS, true, null),
            new HealthCheckRule("urls.py", true, DJANGO, OF_DJANGO, false, null),
            new HealthCheckRule("pom.xml", false, ACTUATOR_IN_POM, OF_SPRING, false, "/actuator/health"),
            new HealthCheckRule("build.gradle", false, ACTUATOR_IN_GRADLE, OF_SPRING, false, "/actuator/health"),
            new HealthCheckRule("build.gradle.kts", false, ACTUATOR_IN_GRADLE, OF_SPRING, false, "/actuator/health"));

    static final List<HealthCheckRule> ALL = Stream.concat(
                    OF_FRAMEWORKS.stream(), CodeRule.NODE.stream().map(HealthCheckRule::express))
            .toList();

    private static HealthCheckRule express(String file) {
        return new HealthCheckRule(file, false, EXPRESS, OF_EXPRESS, false, null);
    }

    /** Empty if the text is another line. */
    Optional<String> path(String text) {
        Matcher matcher = line.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String told = path == null ? matcher.group("path") : path;
        return Optional.of(told.startsWith("/") ? told : "/" + told);
    }
}
