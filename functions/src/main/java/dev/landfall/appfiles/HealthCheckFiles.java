package dev.landfall.appfiles;

import dev.landfall.appfiles.Element.Items;
import dev.landfall.appfiles.Element.Mapping;
import dev.landfall.appfiles.Element.Scalar;
import dev.landfall.inventory.Inventory.HealthCheckPath;
import dev.landfall.inventory.Origin;
import dev.landfall.plan.Echo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a checkout's files tell of a health check. */
final class HealthCheckFiles {
    private static final List<String> COMPOSE =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

    private final Checkout checkout;
    private final List<HealthCheckPath> found = new ArrayList<>();

    private HealthCheckFiles(Checkout checkout) {
        this.checkout = checkout;
    }

    /**
     * @param dockerfile of the web process
     * @return those that a file names as health checks first
     */
    static List<HealthCheckPath> read(Checkout checkout, String dockerfile) {
        HealthCheckFiles files = new HealthCheckFiles(checkout);
        files.dockerfile(dockerfile);
        COMPOSE.forEach(files::compose);
        HealthCheckRule.ALL.forEach(files::lines);
        files.found.sort(Comparator.comparing(path -> !path.certain()));
        return List.copyOf(files.found);
    }

    // ---- Docker

    /** Of several instructions the last one counts, and NONE takes them back. */
    private void dockerfile(String name) {
        List<String> lines = checkout.lines(name);
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
        for (int i = first; i < lines.size() && whole.length() < Checkout.MOST_LINE; i++) {
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
            String text = String.join("\n", checkout.lines(name));
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
        return HealthCheckCommand.path(command)
                .map(path -> new HealthCheckPath(path, Echo.plain(file) + ":" + line, what, true));
    }

    // ---- Frameworks

    private void lines(HealthCheckRule rule) {
        checkout.files(rule.file(), rule.inEachFolder()).forEach(file -> {
            List<String> lines = checkout.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                String where = Echo.plain(file) + ":" + (i + 1);
                Optional<HealthCheckPath> path = rule.path(lines.get(i))
                        .map(told -> new HealthCheckPath(told, where, rule.what(), rule.certain()));
                if (path.isPresent()) {
                    found.add(path.get());
                    return;
                }
            }
        });
    }
}
