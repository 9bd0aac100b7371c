package dev.landfall.appfiles;

import dev.landfall.inventory.Inventory.CodeHint.Topic;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line by which an app's code tells how it runs. Only files are looked at that a framework gives this name.
 *
 * @param inEachFolder whether the files lie in a folder whose name the framework leaves open
 * @param what is there, in a few words; the line itself may hold a secret
 * @param takenBackBy a line in any of the files by which the other one does no harm
 */
record CodeRule(
        Topic topic,
        List<String> files,
        boolean inEachFolder,
        Pattern line,
        String what,
        @Nullable Pattern takenBackBy) {
    private static final List<String> RAILS = List.of("config/application.rb", "config/environments/production.rb");
    private static final List<String> DJANGO =
            List.of("settings.py", "settings/base.py", "settings/prod.py", "settings/production.py");

    /** Where an app of Express mostly begins. */
    static final List<String> NODE = List.of(
            "server.js",
            "app.js",
            "index.js",
            "src/server.js",
            "src/app.js",
            "src/index.js",
            "src/server.ts",
            "src/app.ts",
            "src/index.ts");

    /** Those that no add-on's resource has: HEROKU_POSTGRESQL_..._URL is another matter. */
    private static final String METADATA = "(DYNO|HEROKU_(APP_(ID|NAME|DEFAULT_DOMAIN_NAME)|DYNO_ID|BRANCH|PR_NUMBER"
            + "|(RELEASE|SLUG|BUILD|TEST)_\\w{1,40}))\\b.*";

    private static final String READS_METADATA = "reads a variable that Heroku sets";

    /** With assume_ssl every request counts as HTTPS; ssl_options may exclude the health check's path. */
    private static final String RAILS_DOES_NOT_REDIRECT =
            "\\s*config\\.assume_ssl\\s*=\\s*true\\b.*|[^#]*\\bexclude:.*";

    static final List<CodeRule> ALL = List.of(
            rails(
                    Topic.FORCE_SSL,
                    "\\s*config\\.force_ssl\\s*=\\s*(?!false\\b)\\S.*",
                    "Rails redirects to HTTPS (force_ssl)",
                    RAILS_DOES_NOT_REDIRECT),
            django(
                    Topic.FORCE_SSL,
                    "\\s*SECURE_SSL_REDIRECT\\s*=\\s*(?!False\\b)\\S.*",
                    "Django redirects to HTTPS (SECURE_SSL_REDIRECT)",
                    "\\s*SECURE_REDIRECT_EXEMPT\\s*=.*"),
            dependency(
                    "package.json",
                    "\\s*\"(heroku-ssl-redirect|express-sslify|express-force-ssl|express-enforces-ssl)\"\\s*:.*"),
            dependency("Gemfile", "\\s*gem\\s+[\"']rack-ssl(-enforcer)?[\"'].*"),
            dependency("requirements.txt", "(?i)(flask-talisman|flask-sslify|django-sslify)\\b.*"),
            rails(
                    Topic.LOCAL_FILES,
                    "\\s*config\\.active_storage\\.service\\s*=\\s*:local\\b.*",
                    "Active Storage keeps files on the disk (service :local)",
                    null),
            django(
                    Topic.LOCAL_FILES,
                    "\\s*MEDIA_ROOT\\s*=.*",
                    "Django keeps uploaded files on the disk (MEDIA_ROOT)",
                    "[^#]*(storages\\.backends|S3Boto3?Storage|cloudinary_storage|AWS_STORAGE_BUCKET_NAME|GS_BUCKET_NAME).*"),
            node(
                    Topic.LOCAL_FILES,
                    "(?!\\s*//).*\\bmulter(\\(\\s*\\{\\s*dest\\s*:|\\.diskStorage\\().*",
                    "multer keeps uploaded files on the disk"),
            rails(Topic.HEROKU_METADATA, "(?!\\s*#).*[\"']" + METADATA, READS_METADATA, null),
            django(Topic.HEROKU_METADATA, "(?!\\s*#).*[\"']" + METADATA, READS_METADATA, null),
            node(Topic.HEROKU_METADATA, "(?!\\s*//).*\\bprocess\\.env\\." + METADATA, READS_METADATA));

    private static CodeRule rails(Topic topic, String line, String what, @Nullable String takenBackBy) {
        return new CodeRule(topic, RAILS, false, Pattern.compile(line), what, pattern(takenBackBy));
    }

    private static CodeRule django(Topic topic, String line, String what, @Nullable String takenBackBy) {
        return new CodeRule(topic, DJANGO, true, Pattern.compile(line), what, pattern(takenBackBy));
    }

    private static CodeRule node(Topic topic, String line, String what) {
        return new CodeRule(topic, NODE, false, Pattern.compile(line), what, null);
    }

    private static CodeRule dependency(String file, String line) {
        return new CodeRule(
                Topic.FORCE_SSL,
                List.of(file),
                false,
                Pattern.compile(line),
                "a library that redirects to HTTPS",
                null);
    }

    private static @Nullable Pattern pattern(@Nullable String text) {
        return text == null ? null : Pattern.compile(text);
    }

    boolean tells(String text) {
        return line.matcher(text).matches();
    }

    boolean takesBack(String text) {
        return takenBackBy != null && takenBackBy.matcher(text).matches();
    }
}
