package dev.landfall.heroku;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.heroku.Parts.Part;
import dev.landfall.heroku.Resources.ConfigVarSettings;
import dev.landfall.heroku.Resources.Reference;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.Buildpack;
import dev.landfall.inventory.Inventory.SourceNote;
import dev.landfall.inventory.Inventory.Space;
import dev.landfall.inventory.Origin;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One reading of one app: all that does not need another answer is asked for at once. */
final class AppReading {
    static final String CONFIG_VARS = "/config-vars";

    /** A buildpack's URL may hold a token; what follows the host names a repository and a commit. */
    private static final Pattern USER_INFO = Pattern.compile("://[^/\\s]*@");

    private final PlatformApi api;
    private final Fingerprints fingerprints;
    private final Resources.App app;
    private final Parts parts;

    private final Part<List<Resources.Formation>> formation;
    private final Part<List<Resources.DynoSize>> sizes;
    private final AddOnReading addOns;
    private final Part<List<Glance>> configVars;
    private final Part<List<ConfigVarSettings>> settings;
    private final Part<List<Resources.Domain>> domains;
    private final Part<List<Resources.SniEndpoint>> certificates;
    private final Part<List<Resources.BuildpackInstallation>> buildpacks;
    private final OperationsReading operations;
    private final Part<Optional<Space>> space;

    /** @param path of the app, as it was asked for */
    AppReading(PlatformApi api, Fingerprints fingerprints, Resources.App app, String path, Parts parts) {
        this.api = api;
        this.fingerprints = fingerprints;
        this.app = app;
        this.parts = parts;
        this.formation = parts.begin("formation", () -> api.list(path + "/formation", Resources.Formation.class));
        this.sizes = parts.begin("dyno sizes", () -> api.list("/dyno-sizes", Resources.DynoSize.class));
        this.addOns = new AddOnReading(api, path, parts);
        this.configVars = parts.beginOptional("config vars", path + CONFIG_VARS, List.of(), this::glances);
        this.settings = parts.beginOptional(
                "masked config vars",
                path + "/config-vars-settings",
                List.of(),
                at -> api.listSecret(at, ConfigVarSettings.class));
        this.domains = parts.begin("domains", () -> api.list(path + "/domains", Resources.Domain.class));
        this.certificates = parts.beginOptional(
                "certificates", path + "/sni-endpoints", List.of(), at -> api.list(at, Resources.SniEndpoint.class));
        this.buildpacks = parts.begin(
                "buildpacks", () -> api.list(path + "/buildpack-installations", Resources.BuildpackInstallation.class));
        this.operations = new OperationsReading(api, path, isFir(), parts);
        this.space = parts.begin("space", this::space);
    }

    Inventory inventory(Instant now) {
        AddOns known = addOns.of(app.name());
        Processes processes = new Processes(parts.of(sizes));
        return new Inventory(
                facts(),
                processes.of(parts.of(formation)),
                known.all(),
                new ConfigVars(parts.of(settings), known.attachments()).of(parts.of(configVars)),
                new Domains(parts.of(certificates)).of(parts.of(domains)),
                buildpacks(),
                operations.of(now),
                Stream.concat(parts.notes().stream(), processes.notes(parts.of(formation)).stream())
                        .sorted(Comparator.comparing(SourceNote::where))
                        .toList());
    }

    private List<Glance> glances(String at) {
        JsonNode values = api.getSecret(at);
        return Glance.at(values, fingerprints);
    }

    private Inventory.App facts() {
        return new Inventory.App(
                app.name(),
                app.id(),
                name(app.region()),
                name(app.stack()),
                generation(),
                parts.of(space).orElse(null),
                app.maintenance(),
                List.of(),
                buildArchitectures(),
                List.of(Origin.PLATFORM_API));
    }

    private Optional<Space> space() {
        return Optional.ofNullable(app.space()).map(in -> {
            String at = "/spaces/" + in.name();
            Optional<Resources.Space> whole =
                    parts.orNote(at, Optional.empty(), () -> Optional.of(api.get(at, Resources.Space.class)));
            return new Space(
                    in.name(),
                    whole.map(Resources.Space::region).map(Reference::name).orElse(null),
                    Boolean.TRUE.equals(in.shield()),
                    parts.orNote(at + "/nat", List.of(), () -> outbound(at + "/nat")));
        });
    }

    private List<String> outbound(String at) {
        return Optional.ofNullable(api.get(at, Resources.SpaceNat.class).sources())
                .orElse(List.of());
    }

    private List<Buildpack> buildpacks() {
        return parts.of(buildpacks).stream()
                .sorted(Comparator.comparingInt(Resources.BuildpackInstallation::ordinal))
                .map(Resources.BuildpackInstallation::buildpack)
                .flatMap(buildpack -> Stream.of(
                                Optional.ofNullable(buildpack.name()), Optional.ofNullable(buildpack.url()))
                        .flatMap(Optional::stream)
                        .limit(1))
                .map(url -> new Buildpack(USER_INFO.matcher(url).replaceAll("://***@"), List.of(Origin.PLATFORM_API)))
                .toList();
    }

    private boolean isFir() {
        return "fir".equals(generation());
    }

    /** A word in the schema; the API answers with a thing that has a name. */
    private @Nullable String generation() {
        JsonNode told = app.generation();
        if (told == null) {
            return null;
        }
        return told.isObject() ? told.path("name").textValue() : told.textValue();
    }

    /** A list without words tells nothing. */
    private @Nullable List<String> buildArchitectures() {
        List<String> words = Stream.ofNullable(app.buildArchitectures())
                .flatMap(JsonNode::valueStream)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .distinct()
                .toList();
        return words.isEmpty() ? null : words;
    }

    private static @Nullable String name(@Nullable Reference reference) {
        return reference == null ? null : reference.name();
    }
}
