package dev.landfall.heroku;

import dev.landfall.heroku.Parts.Part;
import dev.landfall.heroku.Resources.Collaborator;
import dev.landfall.heroku.Resources.Exporter;
import dev.landfall.heroku.Resources.Feature;
import dev.landfall.heroku.Resources.LogDrain;
import dev.landfall.heroku.Resources.Pipeline;
import dev.landfall.heroku.Resources.PipelineCoupling;
import dev.landfall.heroku.Resources.Release;
import dev.landfall.heroku.Resources.TelemetryDrain;
import dev.landfall.inventory.Inventory.Operations;
import dev.landfall.inventory.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How an app is run: what is good to know, and what the inventory stands without. */
final class OperationsReading {
    private final PlatformApi api;
    private final Parts parts;
    private final Part<List<Release>> releases;
    private final Part<List<String>> drains;
    private final Part<List<Feature>> features;
    private final Part<Optional<Integer>> collaborators;
    private final Part<Optional<String>> pipeline;

    /** @param fir whether it has telemetry drains, and no log drains */
    OperationsReading(PlatformApi api, String path, boolean fir, Parts parts) {
        this.api = api;
        this.parts = parts;
        this.releases =
                parts.beginOptional("releases", path + "/releases", List.of(), at -> api.newest(at, Release.class));
        this.drains = fir
                ? parts.beginOptional("drains", path + "/telemetry-drains", List.of(), this::telemetryDrains)
                : parts.beginOptional("drains", path + "/log-drains", List.of(), this::logDrains);
        this.features =
                parts.beginOptional("features", path + "/features", List.of(), at -> api.list(at, Feature.class));
        this.collaborators = parts.beginOptional(
                "collaborators",
                path + "/collaborators",
                Optional.empty(),
                at -> Optional.of(api.list(at, Collaborator.class).size()));
        this.pipeline = parts.beginOptional("pipeline", path + "/pipeline-couplings", Optional.empty(), this::pipeline);
    }

    Operations of(Instant now) {
        Rhythm rhythm = new Rhythm(parts.of(releases));
        return new Operations(
                rhythm.deploysPerWeek(now).orElse(null),
                rhythm.last().orElse(null),
                parts.of(drains),
                parts.of(features).stream()
                        .filter(Feature::enabled)
                        .map(Feature::name)
                        .sorted()
                        .toList(),
                parts.of(pipeline).orElse(null),
                parts.of(collaborators).orElse(null),
                List.of(),
                List.of(Origin.PLATFORM_API));
    }

    private List<String> logDrains(String at) {
        return hosts(api.list(at, LogDrain.class).stream().map(LogDrain::url));
    }

    private List<String> telemetryDrains(String at) {
        return hosts(api.list(at, TelemetryDrain.class).stream()
                .map(TelemetryDrain::exporter)
                .map(Exporter::endpoint)
                .flatMap(Stream::ofNullable));
    }

    private static List<String> hosts(Stream<String> urls) {
        return urls.map(Drains::host)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
    }

    /** Most apps are in none, so that it is not there is no news. */
    private Optional<String> pipeline(String at) {
        try {
            PipelineCoupling coupling = api.get(at, PipelineCoupling.class);
            Pipeline pipeline = api.get("/pipelines/" + coupling.pipeline().id(), Pipeline.class);
            return Optional.of(pipeline.name() + "/" + coupling.stage());
        } catch (HerokuException.NotFound e) {
            return Optional.empty();
        }
    }
}
