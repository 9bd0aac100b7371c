package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.addons.AddOnMapping;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.inventory.Inventory.ValueKind;
import dev.landfall.inventory.Origin;
import dev.landfall.lambda.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigClassificationTest {
    private static final List<AddOn> ADD_ONS = List.of(
            addOn("heroku-postgresql", "postgresql-curved-1", "DATABASE", "HEROKU_POSTGRESQL_PURPLE"),
            addOn("sentry", "sentry-round-2", "SENTRY"),
            addOn("fixie", "fixie-flat-3", "FIXIE"),
            addOn("scheduler", "scheduler-cubic-4", "SCHEDULER"));

    private static AddOn addOn(String service, String name, String... aliases) {
        List<Attachment> attachments = List.of(aliases).stream()
                .map(alias -> new Attachment(alias, "shop"))
                .toList();
        return new AddOn(service, null, name, null, null, "shop", attachments, List.of(), List.of());
    }

    private static ConfigVar var(String name, ValueKind kind, Origin from) {
        return new ConfigVar(name, kind, "f1", null, null, List.of(from));
    }

    private static PlannedConfigVar planned(List<AddOn> addOns, ConfigVar var) {
        Inventory.App app = new Inventory.App("shop", null, null, null, null, null, false, List.of(), List.of());
        Inventory inventory =
                new Inventory(app, List.of(), addOns, List.of(var), List.of(), List.of(), null, List.of());
        return ConfigClassification.plan(inventory, AddOnMapping.plan(inventory))
                .getFirst();
    }

    private static PlannedConfigVar owned(String name, @Nullable String owner, @Nullable String pointsAt) {
        return planned(
                ADD_ONS,
                new ConfigVar(
                        name, ValueKind.URL_WITH_CREDENTIALS, null, owner, pointsAt, List.of(Origin.PLATFORM_API)));
    }

    @ParameterizedTest
    @CsvSource({
        "SECRET_KEY_BASE, RANDOM, SECRET",
        "SECRET_KEY_BASE, UNREAD, SECRET",
        "DJANGO_SECRET_KEY, GENERATED, SECRET",
        "DEVISE_SECRET_TOKEN, TEXT, SECRET",
        "DOPPLER_TOKEN, UNREAD, SECRET",
        "STRIPE_SECRET_KEY, RANDOM, SECRET",
        "STRIPE_PUBLISHABLE_KEY, RANDOM, SETTING",
        "AWS_ACCESS_KEY_ID, RANDOM, SECRET",
        "AWS_SECRET_ACCESS_KEY, UNREAD, SECRET",
        "AWS_REGION, TEXT, SETTING",
        "SENTRY_DSN, URL_WITH_CREDENTIALS, SECRET",
        "SLACK_WEBHOOK_URL, URL, SECRET",
        "ADMIN_PASSWORD, TEXT, SECRET",
        "SSH_KEY, EMPTY, SECRET",
        "NEW_RELIC_API_KEY, EMPTY, SECRET",
        "NEW_RELIC_LICENSE_KEY, RANDOM, SECRET",
        "MONGODB_URI, EMPTY, SECRET",
        "MONGODB_URI, URL_WITH_CREDENTIALS, SECRET",
        "OTHER_DATABASE_URL, UNREAD, SECRET",
        "SMTP_USERNAME, TEXT, SECRET",
        "HEROKU_API_KEY, RANDOM, SECRET",
        "INVITATION_CODE, GENERATED, SECRET",
        "API_SECRET, EMPTY, SECRET",
        "BRIDGE_USER_NAME, EMPTY, SECRET",
        "NPM_TOKEN, RANDOM, SECRET",
        "BUNDLE_GITHUB__COM, TEXT, SECRET",
        "RACK_ENV, UNREAD, SETTING",
        "RAILS_ENV, TEXT, SETTING",
        "NODE_ENV, TEXT, SETTING",
        "WEB_CONCURRENCY, NUMBER, SETTING",
        "RAILS_MAX_THREADS, NUMBER, SETTING",
        "RAILS_LOG_TO_STDOUT, UNREAD, SETTING",
        "RAILS_SERVE_STATIC_FILES, UNREAD, SETTING",
        "LANG, UNREAD, SETTING",
        "TZ, TEXT, SETTING",
        "SITE_URL, UNREAD, SETTING",
        "ALLOWED_HOSTS, UNREAD, SETTING",
        "CSP_SCRIPT_SRC, TEXT, SETTING",
        "X_FRAME_OPTIONS, TEXT, SETTING",
        "FORCE_SSL, FLAG, SETTING",
        "DEBUG, FLAG, SETTING",
        "CELERY_ALWAYS_EAGER, FLAG, SETTING",
        "NPM_CONFIG_PRODUCTION, FLAG, BUILD_TIME",
        "YARN_PRODUCTION, FLAG, BUILD_TIME",
        "USE_NPM_INSTALL, FLAG, BUILD_TIME",
        "BUNDLE_WITHOUT, TEXT, BUILD_TIME",
        "DISABLE_COLLECTSTATIC, NUMBER, BUILD_TIME",
        "BUILDPACK_URL, URL, BUILD_TIME",
        "PROCFILE_PATH, TEXT, BUILD_TIME",
        "NEXT_PUBLIC_API_KEY, RANDOM, BUILD_TIME",
        "PORT, NUMBER, HEROKU",
        "DYNO, TEXT, HEROKU",
        "HEROKU_APP_NAME, TEXT, HEROKU",
        "HEROKU_SLUG_COMMIT, RANDOM, HEROKU",
        "HEROKU_PR_NUMBER, NUMBER, HEROKU",
        "FLUX, TEXT, UNKNOWN",
        "FLUX, UNREAD, UNKNOWN",
        "FLUX_ADDRESS, URL, UNKNOWN",
        "FLUX, RANDOM, SECRET",
        "FLUX_ENV, RANDOM, SECRET",
        "NODE_ENV, URL_WITH_CREDENTIALS, SECRET",
    })
    void plan_variableOfNoAddOn_isClassified(String name, ValueKind kind, ConfigClass expected) {
        assertThat(planned(List.of(), var(name, kind, Origin.PLATFORM_API)).kind())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ALARM_HIGH, TEXT, SETTING",
        "DISPLAY_UNITS, TEXT, SETTING",
        "SSH_CONFIG, EMPTY, SETTING",
        "HEROKU_DEMO, NUMBER, SETTING",
        "VCS_SYNC_NAME, TEXT, SETTING",
        "ADMIN_PASSWORD, TEXT, SECRET",
        "DEVISE_SECRET_KEY, TEXT, SECRET",
        "MMCONNECT_PASSWORD, EMPTY, SECRET",
        "FLUX, UNREAD, UNKNOWN",
    })
    void plan_valueThatAppJsonShows_isASettingUnlessItsNameSaysOtherwise(
            String name, ValueKind kind, ConfigClass expected) {
        assertThat(planned(List.of(), var(name, kind, Origin.APP_JSON)).kind()).isEqualTo(expected);
    }

    @Test
    void plan_variableOfAnAttachment_followsItsAddOn() {
        assertThat(owned("DATABASE_URL", "DATABASE", null))
                .extracting(PlannedConfigVar::kind, PlannedConfigVar::destination, PlannedConfigVar::addOn)
                .containsExactly(ConfigClass.ATTACHMENT, Destination.REWRITTEN_AT_CUTOVER, "heroku-postgresql");
        assertThat(owned("HEROKU_POSTGRESQL_PURPLE_URL", "HEROKU_POSTGRESQL_PURPLE", null)
                        .destination())
                .isEqualTo(Destination.REWRITTEN_AT_CUTOVER);
        assertThat(owned("SENTRY_DSN", "SENTRY", null).destination()).isEqualTo(Destination.SECRETS_MANAGER);
        assertThat(owned("FIXIE_URL", "FIXIE", null).destination()).isEqualTo(Destination.DROPPED);
        assertThat(owned("MYSTERY_URL", "MYSTERY", null).rule()).isEqualTo("attachment-unclear");
    }

    @Test
    void plan_variableThatNobodyOwns_followsTheAddOnItPointsAt() {
        assertThat(owned("REPORTING_DB", null, "postgresql-curved-1"))
                .extracting(PlannedConfigVar::kind, PlannedConfigVar::destination)
                .containsExactly(ConfigClass.MOVING_URL, Destination.REWRITTEN_AT_CUTOVER);
        assertThat(owned("DATABASE_URL", null, null).rule()).isEqualTo("points-at-a-moving-add-on");
        assertThat(planned(List.of(), var("HEROKU_POSTGRESQL_PURPLE_URL", ValueKind.UNREAD, Origin.PLATFORM_API)))
                .extracting(PlannedConfigVar::rule)
                .isEqualTo("heroku-store");
    }

    @Test
    void plan_variableThatNobodyOwns_followsTheAddOnThatSetsOneOfItsName() {
        ConfigVar url = var("ELEPHANTSQL_URL", ValueKind.UNREAD, Origin.APP_JSON);

        assertThat(planned(List.of(addOn("elephantsql", "elephantsql-old-5")), url)
                        .destination())
                .isEqualTo(Destination.REWRITTEN_AT_CUTOVER);
    }

    /** Until somebody decides, the value is copied; nobody said that the add-on stays. */
    @Test
    void plan_variableOfAnAddOnWithoutAnswer_doesNotSayThatItStays() {
        List<AddOn> addOns = List.of(addOn("mongolab", "mongolab-flat-6", "MONGODB"));
        ConfigVar free = var("MONGODB_URI", ValueKind.UNREAD, Origin.APP_JSON);
        ConfigVar owned = new ConfigVar(
                "MONGODB_URI", ValueKind.URL_WITH_CREDENTIALS, null, "MONGODB", null, List.of(Origin.PLATFORM_API));

        assertThat(planned(addOns, free).reason()).contains("of which nobody has decided yet");
        assertThat(planned(addOns, owned).reason()).contains("nobody has decided yet what becomes of it");
    }

    @Test
    void plan_variableThatNoRuleKnows_isTreatedAsASecret() {
        assertThat(planned(List.of(), var("FLUX", ValueKind.TEXT, Origin.PLATFORM_API)))
                .isEqualTo(new PlannedConfigVar(
                        "FLUX",
                        ConfigClass.UNKNOWN,
                        "none",
                        "No rule fits, so it is treated as a secret.",
                        Destination.SECRETS_MANAGER,
                        null,
                        "f1"));
    }

    @Test
    void plan_buildSecret_goesToTheBuildAlone() {
        assertThat(planned(List.of(), var("NPM_TOKEN", ValueKind.RANDOM, Origin.PLATFORM_API))
                        .destination())
                .isEqualTo(Destination.IMAGE_BUILD);
    }

    @Test
    void plan_withAddOnsOfAnotherInventory_isRefused() {
        Inventory.App app = new Inventory.App(null, null, null, null, null, null, false, List.of(), List.of());
        Inventory inventory = new Inventory(app, List.of(), ADD_ONS, List.of(), List.of(), List.of(), null, List.of());

        assertThatThrownBy(() -> ConfigClassification.plan(inventory, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toJson_plannedVariable_comesBackEqual() throws Exception {
        PlannedConfigVar planned = owned("DATABASE_URL", "DATABASE", null);

        String json = Json.MAPPER.writeValueAsString(planned);

        assertThat(json).contains("\"class\":\"ATTACHMENT\"");
        assertThat(Json.MAPPER.readValue(json, PlannedConfigVar.class)).isEqualTo(planned);
    }
}
