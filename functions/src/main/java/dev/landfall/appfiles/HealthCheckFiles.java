package dev.landfall.appfiles;

import dev.landfall.appfiles.Element.Items;
import dev.landfall.appfiles.Element.Mapping;
import dev.landfall.appfiles.Element.Scalar;
import dev.landfall.inventory.Inventory.HealthCheckPath;
import dev.landfall.inventory.Origin;
import dev.landfall.plan.Echo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a checkout's files tell of a health check. None of them is Heroku's, so what cannot be read is passed over: it may be
 * none of what its name says.
 */
final class HealthCheckFiles {
    /** As of Heroku's own files. */
    private static final int MOST_BYTES = 1024 * 1024;

    private static final int MOST_LINE = 2_000;
    private static final int MOST_FOLDERS = 200;
    private static final List<String> COMPOSE =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

    private final Path folder;
    private final List<HealthCheckPath> found = new ArrayList<>();

    private HealthCheckFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * @param dockerfile of the web process, from the folder
     * @return those that a file names as health checks first
     */
    static List<HealthCheckPath> read(Path folder, String dockerfile) {
        HealthCheckFiles files = new HealthCheckFiles(folder);
        files.dockerfile(dockerfile);
        COMPOSE.forEach(files::compose);
        HealthCheckRule.ALL.forEach(files::lines);
        files.found.sort(Comparator.comparing(path -> !path.certain()));
        return List.copyOf(files.found);
    }

    // ---- Docker

    /** Of several instructions the last one counts, and NONE takes them back. */
    private void dockerfile(String name) {
        List<String> lines = linesOf(name);
        Optional<HealthCheckPath> last = Optional.empty();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.regionMatches(true, 0, "HEALTHCHECK ", 0, "HEALTHCHECK ".length())) {
                last = asked(instruction(lines, i), name, i + 1, "HEALTHCHECK");
            }
        }
        last.ifPresent(found::add);
    }

    /** With the lines that it goes on in. */
    private static String instruction(List<String> lines, int first) {
        StringBuilder whole = new StringBuilder();
        for (int i = first; i < lines.size() && whole.length() < MOST_LINE; i++) {
            String line = lines.get(i).strip();
            boolean goesOn = line.endsWith("\\");
            whole.append(goesOn ? line.substring(0, line.length() - 1) : line).append(' ');
            if (!goesOn) {
                break;
            }
        }
        return whole.toString();
    }

    /** Of the services only that which is built here and is alone, or is called web, is the app. */
    private void compose(String name) {
        Map<String, Element> services = services(name);
        List<String> built = services.keySet().stream()
                .filter(service -> services.get(service) instanceof Mapping mapping
                        && mapping.members().containsKey("build"))
                .toList();
        String web = built.size() == 1 ? built.getFirst() : "web";
        if (built.contains(web)
                && services.get(web) instanceof Mapping service
                && service.members().get("healthcheck") instanceof Mapping check) {
            Optional.ofNullable(check.members().get("test"))
                    .flatMap(test -> asked(words(test), name, test.line(), "healthcheck of " + Echo.plain(web)))
                    .ifPresent(found::add);
        }
    }

    private Map<String, Element> services(String name) {
        try {
            String text = String.join("\n", linesOf(name));
            Mapping root = ElementReader.read(new SourceFile(Origin.HEROKU_YML, text, new Notes(Origin.HEROKU_YML)));
            return root.members().get("services") instanceof Mapping services ? services.members() : Map.of();
        } catch (AppFileException noYaml) {
            return Map.of();
        }
    }

    private static String words(Element test) {
        return switch (test) {
            case Scalar text -> String.valueOf(text.text());
            case Items list ->
                list.items().stream().map(HealthCheckFiles::words).collect(Collectors.joining(" "));
            case Mapping none -> "";
        };
    }

    private static Optional<HealthCheckPath> asked(String command, String file, int line, String what) {
        return HealthCheckCommand.path(command).map(path -> new HealthCheckPath(path, file + ":" + line, what, true));
    }

    // ---- Frameworks

    private void lines(HealthCheckRule rule) {
        files(rule).forEach(file -> {
            List<String> lines = linesOf(file);
            for (int i = 0; i < lines.size(); i++) {
                String where = file + ":" + (i + 1);
                Optional<HealthCheckPath> path = rule.path(lines.get(i))
                        .map(told -> new HealthCheckPath(told, where, rule.what(), rule.certain()));
                if (path.isPresent()) {
                    found.add(path.get());
                    return;
                }
            }
        });
    }

    private Stream<String> files(HealthCheckRule rule) {
        return rule.inEachFolder() ? folders().stream().map(name -> name + "/" + rule.file()) : Stream.of(rule.file());
    }

    private List<String> folders() {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .limit(MOST_FOLDERS)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** None if it is no file of this folder, too long, or cannot be read. */
    private List<String> linesOf(String name) {
        try {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                return List.of();
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                return bytes.length > MOST_BYTES
                        ? List.of()
                        : new String(bytes, StandardCharsets.UTF_8)
                                .lines()
                                .map(line -> line.length() > MOST_LINE ? "" : line)
                                .toList();
            }
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
    }
}
