package dev.landfall.appfiles;

import dev.landfall.appfiles.Element.Items;
import dev.landfall.appfiles.Element.Mapping;
import dev.landfall.appfiles.Element.Scalar;
import dev.landfall.inventory.CommandText;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.App;
import dev.landfall.inventory.Inventory.Dockerfile;
import dev.landfall.inventory.Inventory.Operations;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.inventory.Origin;
import dev.landfall.plan.Echo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** heroku.yml: how images are built and what runs in them. Where it has commands, Heroku reads no Procfile. */
final class HerokuYmlReader {
    private static final String RELEASE = ProcfileReader.RELEASE;
    private static final List<Origin> FROM = List.of(Origin.HEROKU_YML);

    private final Section root;
    private final String app;
    private final Notes notes;

    private HerokuYmlReader(Section root, String app, Notes notes) {
        this.root = root;
        this.app = app;
        this.notes = notes;
    }

    /** @param app that attachments belong to */
    static Inventory read(SourceFile file, String app) {
        Section root = new Section("", ElementReader.read(file), file.notes());
        return new HerokuYmlReader(root, app, file.notes()).inventory();
    }

    private Inventory inventory() {
        root.noteOthers(Set.of("setup", "build", "release", "run"));
        Section setup = root.section("setup");
        Section build = root.section("build");
        List<Dockerfile> dockerfiles = dockerfiles(build);
        Map<String, ProcessType> processes = processes(dockerfiles);
        return new Inventory(
                new App(null, null, null, null, null, null, false, dockerfiles, FROM),
                List.copyOf(processes.values()),
                new AddOnReader(Origin.HEROKU_YML, app, notes).read(setup.items("addons")),
                new ConfigVarReader(Origin.HEROKU_YML, notes).read(setup.section("config")),
                List.of(),
                new BuildpackReader(Origin.HEROKU_YML, notes).read(build.items("buildpacks")),
                operations(processes.get(RELEASE)),
                notes.list());
    }

    private List<Dockerfile> dockerfiles(Section build) {
        Section docker = build.section("docker");
        List<Dockerfile> files = new ArrayList<>();
        for (String name : docker.members().keySet()) {
            String path = docker.text(name);
            if (path != null && isName(docker, name)) {
                files.add(new Dockerfile(name, CommandText.masked(Echo.escape(path))));
            }
        }
        return files;
    }

    /** An image that has no command here runs the one in its Dockerfile. */
    private Map<String, ProcessType> processes(List<Dockerfile> dockerfiles) {
        Map<String, ProcessType> processes = new LinkedHashMap<>();
        dockerfiles.forEach(file -> processes.put(file.processType(), process(file.processType(), null)));
        Section run = root.section("run");
        run.members().forEach((name, value) -> {
            if (isName(run, name)) {
                processes.put(name, process(name, command(name, value)));
            }
        });
        Element release = root.at(RELEASE);
        if (release != null) {
            processes.put(RELEASE, process(RELEASE, command(RELEASE, release)));
        }
        return processes;
    }

    private boolean isName(Section section, String name) {
        boolean isName = ProcfileReader.isName(name);
        if (!isName) {
            notes.add(section.line(), section.name() + " has " + Echo.quote(name) + ", which is no name of a process");
        }
        return isName;
    }

    private static ProcessType process(String name, @Nullable String command) {
        return new ProcessType(name, command, null, null, FROM);
    }

    /** A text, a list of texts that run one after the other, or an object with one of these as its command. */
    private @Nullable String command(String process, Element value) {
        return switch (value) {
            case Scalar text ->
                text.text() == null ? null : CommandText.masked(text.text().strip());
            case Items list -> joined(process, list);
            case Mapping mapping -> fromMapping(process, new Section(process, mapping, notes));
        };
    }

    private @Nullable String fromMapping(String process, Section entry) {
        entry.noteOthers(Set.of("command", "image", "type"));
        Element command = entry.at("command");
        if (command == null || command instanceof Mapping) {
            notes.add(entry.line(), "process " + process + " has no command; its image's counts");
            return null;
        }
        return command(process, command);
    }

    private @Nullable String joined(String process, Items list) {
        if (list.items().size() > 1) {
            notes.add(list.line(), "process " + process + " has several commands; they are joined by &&");
        }
        String command = list.items().stream()
                .filter(Scalar.class::isInstance)
                .map(item -> String.valueOf(((Scalar) item).text()))
                .collect(Collectors.joining(" && "));
        return command.isEmpty() ? null : CommandText.masked(command);
    }

    private static @Nullable Operations operations(@Nullable ProcessType release) {
        return release == null || release.command() == null
                ? null
                : Operations.ofScript(RELEASE, release.command(), FROM);
    }
}
