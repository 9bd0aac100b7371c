package dev.landfall.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Heroku app as it is.
 *
 * @param processes process types, those scaled to 0 included
 * @param buildpacks in the order in which they run
 * @param operations how it is run; null if no source tells
 * @param healthChecks the surest first; null if no checkout was looked through
 * @param codeHints null if no checkout was looked through
 * @param notes what a source said that cannot be right, or that two sources said differently
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Inventory(
        App app,
        List<ProcessType> processes,
        List<AddOn> addOns,
        List<ConfigVar> configVars,
        List<Domain> domains,
        List<Buildpack> buildpacks,
        @Nullable Operations operations,
        @Nullable List<HealthCheckPath> healthChecks,
        @Nullable List<CodeHint> codeHints,
        List<SourceNote> notes) {

    public Inventory {
        processes = List.copyOf(processes);
        addOns = List.copyOf(addOns);
        configVars = List.copyOf(configVars);
        domains = List.copyOf(domains);
        buildpacks = List.copyOf(buildpacks);
        healthChecks = healthChecks == null ? null : List.copyOf(healthChecks);
        codeHints = codeHints == null ? null : List.copyOf(codeHints);
        notes = List.copyOf(notes);
    }

    /** As a source tells it that knows nothing of the code, as Heroku does. */
    public Inventory(
            App app,
            List<ProcessType> processes,
            List<AddOn> addOns,
            List<ConfigVar> configVars,
            List<Domain> domains,
            List<Buildpack> buildpacks,
            @Nullable Operations operations,
            List<SourceNote> notes) {
        this(app, processes, addOns, configVars, domains, buildpacks, operations, null, null, notes);
    }

    /** The same app with other domains. */
    public Inventory withDomains(List<Domain> others) {
        return new Inventory(
                app, processes, addOns, configVars, others, buildpacks, operations, healthChecks, codeHints, notes);
    }

    /** The same app with other add-ons. */
    public Inventory withAddOns(List<AddOn> others) {
        return new Inventory(
                app, processes, others, configVars, domains, buildpacks, operations, healthChecks, codeHints, notes);
    }

    public Optional<ProcessType> process(String name) {
        return processes.stream().filter(process -> process.name().equals(name)).findFirst();
    }

    /**
     * @param name null if only files were read, and none names the app
     * @param region Heroku's word: {@code us}, {@code eu}, or a private space's such as {@code virginia}
     * @param stack such as {@code heroku-24}, {@code container}, {@code cnb}
     * @param generation {@code cedar} or {@code fir}
     * @param space the private space it runs in
     * @param buildTime how an image is made, as far as heroku.yml tells: Dockerfiles by process type
     * @param buildArchitectures for which CPUs Heroku builds it, in its words: {@code arm64}; null if no source tells
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record App(
            @Nullable String name,
            @Nullable String id,
            @Nullable String region,
            @Nullable String stack,
            @Nullable String generation,
            @Nullable Space space,
            boolean maintenance,
            List<Dockerfile> buildTime,
            @Nullable List<String> buildArchitectures,
            List<Origin> from) {

        public App {
            buildTime = List.copyOf(buildTime);
            buildArchitectures = buildArchitectures == null ? null : List.copyOf(buildArchitectures);
            from = List.copyOf(from);
        }

        /** As files and people tell it, who know nothing of Heroku's builds. */
        public App(
                @Nullable String name,
                @Nullable String id,
                @Nullable String region,
                @Nullable String stack,
                @Nullable String generation,
                @Nullable Space space,
                boolean maintenance,
                List<Dockerfile> buildTime,
                List<Origin> from) {
            this(name, id, region, stack, generation, space, maintenance, buildTime, null, from);
        }
    }

    /** @param outboundAddresses of the space's NAT: other parties may allow these and no others */
    public record Space(String name, @Nullable String region, boolean shield, List<String> outboundAddresses) {

        public Space {
            outboundAddresses = List.copyOf(outboundAddresses);
        }
    }

    public record Dockerfile(String processType, String path) {}

    /**
     * @param command as it stands in the formation or Procfile, with credentials in it masked; null if no source tells
     * @param size the dyno size; null if no source tells
     * @param quantity dynos, 0 included; null if no source tells
     * @param most to how many Heroku's autoscaling goes, which no API tells; null if nobody wrote it down
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProcessType(
            String name,
            @Nullable String command,
            @Nullable DynoSize size,
            @Nullable Integer quantity,
            @Nullable Integer most,
            List<Origin> from) {

        public ProcessType {
            from = List.copyOf(from);
        }

        public ProcessType(
                String name,
                @Nullable String command,
                @Nullable DynoSize size,
                @Nullable Integer quantity,
                List<Origin> from) {
            this(name, command, size, quantity, null, from);
        }
    }

    /**
     * @param name in lower case, such as {@code performance-l}
     * @param memoryMb 1 MB = 1024 × 1024 bytes
     * @param compute Heroku's measure of CPU share; null if not told
     * @param dedicated whether no other customer's dyno shares its CPU
     * @param centsPerMonth the price in US cents as the API tells it, or as listed; null for sizes with no price each
     * @param architecture of its CPU, in Heroku's word: {@code arm64}; null if the API did not tell
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DynoSize(
            String name,
            int memoryMb,
            @Nullable Integer compute,
            @Nullable Boolean dedicated,
            @Nullable Integer centsPerMonth,
            @Nullable String architecture) {

        /** As listed: the list knows no architecture. */
        public DynoSize(
                String name,
                int memoryMb,
                @Nullable Integer compute,
                @Nullable Boolean dedicated,
                @Nullable Integer centsPerMonth) {
            this(name, memoryMb, compute, dedicated, centsPerMonth, null);
        }
    }

    /**
     * @param service such as {@code heroku-postgresql}
     * @param plan without the service, such as {@code standard-0}; null if the service's default is meant
     * @param name the add-on's own name, such as {@code postgresql-curved-12345}; null in files
     * @param version of the engine, if asked for or known
     * @param centsPerMonth null if no source tells
     * @param billedTo the app that pays; differs from the assessed one when the add-on is shared from there
     * @param attachments under which names which apps use it
     * @param configVars the names of those it sets in the assessed app
     * @param extensions of a PostgreSQL database; null if nobody listed them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AddOn(
            String service,
            @Nullable String plan,
            @Nullable String name,
            @Nullable String version,
            @Nullable Integer centsPerMonth,
            @Nullable String billedTo,
            List<Attachment> attachments,
            List<String> configVars,
            @Nullable Extensions extensions,
            List<Origin> from) {

        public AddOn {
            attachments = List.copyOf(attachments);
            configVars = List.copyOf(configVars);
            from = List.copyOf(from);
        }

        public AddOn(
                String service,
                @Nullable String plan,
                @Nullable String name,
                @Nullable String version,
                @Nullable Integer centsPerMonth,
                @Nullable String billedTo,
                List<Attachment> attachments,
                List<String> configVars,
                List<Origin> from) {
            this(service, plan, name, version, centsPerMonth, billedTo, attachments, configVars, null, from);
        }

        public AddOn with(String known) {
            return new AddOn(
                    service, plan, name, known, centsPerMonth, billedTo, attachments, configVars, extensions, from);
        }

        public AddOn with(Extensions listed) {
            return new AddOn(
                    service, plan, name, version, centsPerMonth, billedTo, attachments, configVars, listed, from);
        }
    }

    /**
     * @param names as CREATE EXTENSION takes them, with the schema before a dot where it was told
     * @param complete whether these are all; app.json names those to begin with
     */
    public record Extensions(List<String> names, boolean complete) {

        public Extensions {
            names = List.copyOf(names);
        }
    }

    /** @param alias upper case, the stem of the config vars: {@code DATABASE} for DATABASE_URL */
    public record Attachment(String alias, String app) {}

    /**
     * A config var without its value.
     *
     * @param kind what its value looked like when it was read
     * @param fingerprint keyed, so that two assessments can tell whether the value changed and nobody what it is; null
     *     if no value was read
     * @param owner the attachment's alias that owns it and alone can change it
     * @param pointsAt the add-on's name or service whose host the value also names
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConfigVar(
            String name,
            ValueKind kind,
            @Nullable String fingerprint,
            @Nullable String owner,
            @Nullable String pointsAt,
            List<Origin> from) {

        public ConfigVar {
            from = List.copyOf(from);
        }
    }

    /** What a config var's value looks like: enough to classify it, too little to guess it. */
    public enum ValueKind {
        /** A source names the variable and tells no value: masked, required in app.json, no permission. */
        UNREAD,
        /** app.json lets Heroku generate it. */
        GENERATED,
        EMPTY,
        FLAG,
        NUMBER,
        /** Long and random: letters and digits, base64, hex, a private key. */
        RANDOM,
        URL,
        URL_WITH_CREDENTIALS,
        TEXT
    }

    /**
     * @param kind {@code heroku} for *.herokuapp.com, {@code custom} otherwise
     * @param target the *.herokudns.com name its DNS record must point at
     * @param certificate how the name's certificate stands: Heroku's acm_status, {@code uploaded}, or {@code none}
     * @param hosting how DNS has it; null if nobody has looked yet, as for *.herokuapp.com
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Domain(
            String hostname,
            String kind,
            @Nullable String target,
            @Nullable String certificate,
            @Nullable String certificateExpires,
            @Nullable Hosting hosting,
            List<Origin> from) {

        /** Public suffixes of two labels under which many apps are. The full list would be a library for one warning. */
        private static final Set<String> TWO_LABEL_SUFFIXES =
                Set.of("co.uk", "org.uk", "com.au", "net.au", "co.nz", "com.br", "co.jp", "co.in", "co.za", "com.mx");

        public Domain {
            from = List.copyOf(from);
        }

        /** As Heroku or a file tells it, before anybody looks it up. */
        public Domain(
                String hostname,
                String kind,
                @Nullable String target,
                @Nullable String certificate,
                @Nullable String certificateExpires,
                List<Origin> from) {
            this(hostname, kind, target, certificate, certificateExpires, null, from);
        }

        /** Whether it is its zone's own name, as DNS has it, or as it looks if nobody looked it up. */
        public boolean atApex() {
            return (hosting == null || hosting.notLookedUp() != null) ? looksLikeApex() : hosting.apex();
        }

        private boolean looksLikeApex() {
            int labels = hostname.split("\\.").length;
            boolean longSuffix = TWO_LABEL_SUFFIXES.stream().anyMatch(suffix -> hostname.endsWith("." + suffix));
            return labels == (longSuffix ? 3 : 2);
        }

        public Domain with(Hosting found) {
            return new Domain(hostname, kind, target, certificate, certificateExpires, found, from);
        }
    }

    /**
     * Where a name's records are, and what its record is. Either {@code notLookedUp} says why that is not known, or zone,
     * host and record are there.
     *
     * @param zone the name of its apex
     * @param nameServers of the zone, sorted
     * @param host who runs them, such as {@code Route 53}; {@code others} if no table knows
     * @param apex whether the name is its zone's, so that DNS allows no CNAME
     * @param record {@code CNAME}; {@code ALIAS} for addresses that are those of Heroku's target; {@code A} for others,
     *     IPv6 included; the word none if there is no record
     * @param values the CNAME's target, or the addresses, sorted
     * @param ttlSeconds as the zone's own name servers tell it; null if none of them answered, or there is no record
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Hosting(
            @Nullable String zone,
            List<String> nameServers,
            @Nullable String host,
            boolean apex,
            @Nullable String record,
            List<String> values,
            @Nullable Integer ttlSeconds,
            @Nullable String notLookedUp) {
        public static final String ROUTE_53 = "Route 53";

        public Hosting {
            nameServers = List.copyOf(nameServers);
            values = List.copyOf(values);
            boolean known = zone != null && host != null && record != null;
            if (known == (notLookedUp != null)) {
                throw new IllegalArgumentException("either known or not looked up");
            }
        }

        /** @param why one line */
        public static Hosting notLookedUp(String why) {
            return new Hosting(null, List.of(), null, false, null, List.of(), null, why);
        }

        /** Whether it is known that another than Route 53 has the zone. */
        public boolean elsewhere() {
            return notLookedUp == null && !ROUTE_53.equals(host);
        }

        /** Whether nobody changed anything in between. Addresses take turns by themselves, so they do not count. */
        public boolean isLike(Hosting other) {
            return Objects.equals(zone, other.zone)
                    && nameServers.equals(other.nameServers)
                    && Objects.equals(record, other.record)
                    && Objects.equals(ttlSeconds, other.ttlSeconds)
                    && (!"CNAME".equals(record) || values.equals(other.values));
        }

        /** In one line. */
        public String words() {
            return notLookedUp == null
                    ? "at " + host + ", zone " + zone + (apex ? ", whose apex it is; " : "; ") + recordWords()
                    : "not looked up: " + notLookedUp;
        }

        private String recordWords() {
            if (values.isEmpty()) {
                return "no record";
            }
            return record + " to " + String.join(", ", values)
                    + (ttlSeconds == null ? ", TTL not known" : ", TTL " + ttlSeconds + " s");
        }
    }

    /** @param url as written, or a name such as {@code heroku/ruby} */
    public record Buildpack(String url, List<Origin> from) {

        public Buildpack {
            from = List.copyOf(from);
        }
    }

    /**
     * @param deploysPerWeek over the releases seen
     * @param drains host names only, since a drain's URL holds credentials
     * @param features names of labs features that are on
     * @param pipeline name and this app's stage, such as {@code shop/production}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Operations(
            @Nullable Double deploysPerWeek,
            @Nullable String lastRelease,
            List<String> drains,
            List<String> features,
            @Nullable String pipeline,
            @Nullable Integer collaborators,
            List<String> releaseScripts,
            List<Origin> from) {

        public Operations {
            drains = List.copyOf(drains);
            features = List.copyOf(features);
            releaseScripts = List.copyOf(releaseScripts);
            from = List.copyOf(from);
        }

        /** All that a file tells of how an app is run. */
        public static Operations ofScript(String phase, String command, List<Origin> from) {
            return new Operations(null, null, List.of(), List.of(), null, null, List.of(phase + ": " + command), from);
        }
    }

    /**
     * A path that a file names or suggests.
     *
     * @param where file and line
     * @param what is there, in a few words
     * @param certain whether that says that the path is a health check; otherwise somebody has to look
     */
    public record HealthCheckPath(String path, String where, String what, boolean certain) {}

    /**
     * What the app's code does that AWS does not know, or knows otherwise.
     *
     * @param where file and line
     * @param what is there, in a few words
     */
    public record CodeHint(Topic topic, String where, String what) {
        /** What it is about. */
        public enum Topic {
            FORCE_SSL,
            LOCAL_FILES,
            HEROKU_METADATA
        }
    }

    /**
     * @param where file and place, or the API's path
     * @param text one line, which may be shown
     */
    public record SourceNote(Origin from, String where, String text) {}
}
