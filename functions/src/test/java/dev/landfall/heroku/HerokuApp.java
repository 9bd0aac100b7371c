package dev.landfall.heroku;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * An app as Heroku would answer for it: examples out of the schema, with the few fields changed that make it an app. The
 * same size gives the same app, secrets included.
 */
final class HerokuApp {
    private static final String CREATED = "2026-11-01T12:00:00Z";
    private static final List<String> SIZES = List.of("Basic", "Standard-1X", "Standard-2X", "Performance-M");

    private final HerokuSchema schema;
    private final Random random = new Random(1);
    private final String name;
    private final Map<String, JsonNode> answers = new LinkedHashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private final ObjectNode values = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> ownersByVariable = new LinkedHashMap<>();
    private final ArrayNode paidAddOns = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode attachments = JsonNodeFactory.instance.arrayNode();

    HerokuApp(HerokuSchema schema, String name, int processTypes, int addOns, int configVars, boolean fir) {
        this.schema = schema;
        this.name = name;
        app(fir);
        formation(processTypes, fir);
        addOns(addOns);
        configVars(configVars);
        domains();
        operations(fir);
        if (fir) {
            space();
        }
    }

    /** By path. */
    Map<String, JsonNode> answers() {
        return answers;
    }

    /** What must be written down nowhere. */
    Set<String> secrets() {
        return secrets;
    }

    /** Answers from now on as if somebody had masked it. */
    void mask(String variable) {
        values.put(variable, "******");
        answers.getOrDefault(path("/config-vars-settings"), MissingNode.getInstance())
                .valueStream()
                .filter(setting -> setting.path("key").asText().equals(variable))
                .forEach(setting -> ((ObjectNode) setting).put("masked", true).put("value", "******"));
    }

    private String path(String end) {
        return "/apps/" + name + end;
    }

    private void app(boolean fir) {
        ObjectNode app = thing("app").put("name", name).put("generation", fir ? "fir" : "cedar");
        app.put("git_url", "https://git.heroku.com/" + name + ".git");
        app.withObject("region").put("name", fir ? "virginia" : "us");
        app.withObject("stack").put("name", fir ? "cnb" : "heroku-24");
        app.putArray("current_build_architecture").add(fir ? "arm64" : "amd64");
        if (fir) {
            app.withObject("space").put("name", name + "-space").put("shield", true);
        } else {
            app.putNull("space");
        }
        answers.put("/apps/" + name, app);
    }

    private void formation(int count, boolean fir) {
        ArrayNode formation = list(path("/formation"));
        for (int i = 0; i < count; i++) {
            ObjectNode process = thing("formation").put("quantity", i % 3);
            process.put("type", i == 0 ? "web" : "worker" + i);
            process.put("command", i == 1 ? "API_TOKEN=" + secret() + " bin/work" : "bundle exec process-" + i);
            process.withObject("dyno_size").put("name", SIZES.get(i % SIZES.size()));
            formation.add(process);
        }
        ArrayNode sizes = list("/dyno-sizes");
        for (int i = 0; i < SIZES.size(); i++) {
            ObjectNode size = thing("dyno-size").put("name", SIZES.get(i)).put("memory", 0.5 * (1 << i));
            size.put("architecture", fir ? "arm64" : "amd64");
            size.putObject("cost").put("cents", 700 * (i + 1)).put("unit", "month");
            sizes.add(size);
        }
    }

    /** The second is paid for by another app; the first is used by another app too, and has two names here. */
    private void addOns(int count) {
        answers.put(path("/addons"), paidAddOns);
        answers.put(path("/addon-attachments"), attachments);
        for (int i = 0; i < count; i++) {
            switch (i) {
                case 0 -> addOn("heroku-postgresql:standard-0", name, "DATABASE", "HEROKU_POSTGRESQL_CYAN");
                case 1 -> addOn("heroku-postgresql:premium-2", "billing", "ANALYTICS");
                case 2 -> addOn("heroku-redis:premium-0", name, "REDIS");
                default -> addOn("service" + i + ":plan", name, "SERVICE" + i);
            }
        }
    }

    private void addOn(String plan, String payer, String... aliases) {
        String service = plan.substring(0, plan.indexOf(':'));
        ObjectNode addOn = thing("add-on").put("name", service + "-" + attachments.size());
        addOn.set("addon_service", reference(service));
        addOn.withObject("plan").put("name", plan);
        addOn.withObject("app").put("name", payer);
        addOn.withObject("billed_price").put("cents", 5_000).put("unit", "month");
        ObjectNode price = thing("plan").put("name", plan);
        price.withObject("price").put("cents", 6_000).put("unit", "month");
        answers.put("/plans/" + plan, price);
        ArrayNode elsewhere = list("/addons/" + addOn.path("id").asText() + "/addon-attachments");
        ArrayNode variables = addOn.putArray("config_vars");
        boolean shared = !payer.equals(name);
        answers.put("/addons/" + addOn.path("id").asText(), addOn);
        if (shared) {
            variables.add("BILLING_URL");
            elsewhere.add(attachment(addOn, "BILLING", payer));
        } else {
            paidAddOns.add(addOn);
        }
        String url = url(
                service.contains("redis") ? "rediss" : "postgres", service + attachments.size() + ".internal.example");
        for (String alias : aliases) {
            ObjectNode attachment = attachment(addOn, alias, name);
            attachments.add(attachment);
            elsewhere.add(attachment);
            if (!shared) {
                variables.add(alias + "_URL");
            }
            values.put(alias + "_URL", url);
            ownersByVariable.put(alias + "_URL", attachment.path("id").asText());
        }
        if (aliases.length > 1) {
            elsewhere.add(attachment(addOn, "SHOP", "admin"));
        }
    }

    private ObjectNode attachment(ObjectNode addOn, String alias, String app) {
        ObjectNode attachment = thing("add-on-attachment").put("name", alias);
        attachment.withObject("addon").set("id", addOn.path("id"));
        attachment.withObject("addon").set("name", addOn.path("name"));
        attachment.withObject("addon").set("app", addOn.path("app"));
        attachment.withObject("app").put("name", app);
        attachment.put("log_input_url", "https://token:" + secret() + "@logs.example/logs");
        return attachment;
    }

    private void configVars(int count) {
        if (values.has("DATABASE_URL")) {
            values.set("PRIMARY_DATABASE_URL", values.get("DATABASE_URL"));
        }
        for (int i = values.size(); i < count; i++) {
            switch (i % 6) {
                case 0 -> values.put("FLAG_" + i, "true");
                case 1 -> values.put("LIMIT_" + i, "25");
                case 2 -> values.put("KEY_" + i, secret());
                case 3 -> values.put("PEER_" + i + "_URL", url("https", "peer" + i + ".example"));
                case 4 -> values.put("HOOK_" + i, "https://hooks.example/in/" + secret());
                default -> values.put("MODE_" + i, "production");
            }
        }
        answers.put(path("/config-vars"), values);
        ArrayNode settings = list(path("/config-vars-settings"));
        values.properties().forEach(value -> settings.add(setting(value.getKey(), value.getValue())));
    }

    private ObjectNode setting(String variable, JsonNode value) {
        ObjectNode setting = thing("config-vars-settings").put("key", variable).put("masked", false);
        setting.set("value", value);
        if (ownersByVariable.containsKey(variable)) {
            setting.putObject("attachment").put("id", ownersByVariable.get(variable));
        } else {
            setting.putNull("attachment");
        }
        return setting;
    }

    private void domains() {
        ArrayNode domains = list(path("/domains"));
        ArrayNode endpoints = list(path("/sni-endpoints"));
        ObjectNode managed = domain("www." + name + ".example", "custom").put("acm_status", "cert issued");
        ObjectNode uploaded = domain("old." + name + ".example", "custom").putNull("acm_status");
        ObjectNode endpoint = thing("sni-endpoint").put("name", "tyrannosaurus");
        endpoint.withObject("ssl_cert").put("expires_at", "2027-02-01T00:00:00Z");
        uploaded.withObject("sni_endpoint").set("id", endpoint.path("id"));
        endpoints.add(endpoint);
        domains.add(managed).add(uploaded).add(domain(name + ".herokuapp.com", "heroku"));
    }

    private ObjectNode domain(String hostname, String kind) {
        ObjectNode domain = thing("domain").put("hostname", hostname).put("kind", kind);
        return domain.put("cname", kind.equals("heroku") ? null : hostname + ".herokudns.com")
                .putNull("sni_endpoint")
                .putNull("acm_status");
    }

    private void operations(boolean fir) {
        ArrayNode buildpacks = list(path("/buildpack-installations"));
        buildpacks.add(buildpack(1, "heroku/ruby"));
        buildpacks.add(buildpack(0, "https://git:" + secret() + "@git.example/buildpack"));
        releases();
        ObjectNode drain = thing("log-drain").put("url", "https://logger:" + secret() + "@logs.example/drain");
        ObjectNode telemetry = thing("telemetry-drain");
        telemetry.withObject("exporter").put("endpoint", "https://u:" + secret() + "@otel.example/v1");
        list(path(fir ? "/telemetry-drains" : "/log-drains")).add(fir ? telemetry : drain);
        ObjectNode coupling = thing("pipeline-coupling").put("stage", "production");
        ObjectNode pipeline = thing("pipeline").put("name", "pipes");
        coupling.set("pipeline", reference("unused").set("id", pipeline.path("id")));
        ((ObjectNode) coupling.path("pipeline")).remove("name");
        answers.put(path("/pipeline-couplings"), coupling);
        answers.put("/pipelines/" + pipeline.path("id").asText(), pipeline);
        list(path("/features"))
                .add(thing("app-feature").put("name", "runtime-metrics").put("enabled", true))
                .add(thing("app-feature").put("name", "preboot").put("enabled", false));
        list(path("/collaborators")).add(thing("collaborator")).add(thing("collaborator"));
    }

    /** Four of two versions of the code, a week apart: the config changed in between. */
    private void releases() {
        ArrayNode releases = list(path("/releases"));
        UUID first = uuid();
        UUID second = uuid();
        for (int version = 1; version <= 4; version++) {
            ObjectNode release = thing("release").put("version", version);
            release.put("created_at", "2026-11-%02dT12:00:00Z".formatted(version * 5));
            release.putObject("slug").put("id", (version < 3 ? first : second).toString());
            release.putNull("oci_image");
            releases.insert(0, release);
        }
    }

    private ObjectNode buildpack(int ordinal, String url) {
        ObjectNode installation = thing("buildpack-installation").put("ordinal", ordinal);
        installation.withObject("buildpack").put("url", url).put("name", url);
        return installation;
    }

    private void space() {
        String at = "/spaces/" + name + "-space";
        ObjectNode space = thing("space").put("name", name + "-space");
        space.withObject("region").put("name", "virginia");
        answers.put(at, space);
        ObjectNode nat = thing("space-nat");
        nat.putArray("sources").add("192.0.2.1").add("192.0.2.2");
        answers.put(at + "/nat", nat);
    }

    private ArrayNode list(String path) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        answers.put(path, list);
        return list;
    }

    private ObjectNode thing(String definition) {
        ObjectNode thing = schema.example(definition);
        if (thing.has("id")) {
            thing.put("id", uuid().toString());
        }
        return thing.has("created_at") ? thing.put("created_at", CREATED) : thing;
    }

    private ObjectNode reference(String of) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", uuid().toString())
                .put("name", of);
    }

    private String url(String scheme, String host) {
        return scheme + "://u" + secret() + ":" + secret() + "@" + host + ":5432/d" + secret();
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private String secret() {
        String secret = new BigInteger(130, random).setBit(130).toString(Character.MAX_RADIX);
        secrets.add(secret);
        return secret;
    }
}
