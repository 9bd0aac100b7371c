package dev.landfall.appfiles;

import dev.landfall.inventory.CommandText;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.App;
import dev.landfall.inventory.Inventory.Operations;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.inventory.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Procfile: a line for each process type. */
final class ProcfileReader {
    /** The release phase runs it once for each release, before the new dynos start. */
    static final String RELEASE = "release";

    private static final Pattern NAME = Pattern.compile("[\\w-]{1,63}");
    private static final Pattern LINE = Pattern.compile("(?<name>[\\w-]{1,63})[ \\t]*:(?<command>.*)");
    private static final List<Origin> FROM = List.of(Origin.PROCFILE);

    private final Notes notes;
    private final Map<String, ProcessType> processes = new LinkedHashMap<>();

    private ProcfileReader(Notes notes) {
        this.notes = notes;
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static Inventory read(SourceFile file) {
        ProcfileReader reader = new ProcfileReader(file.notes());
        List<String> lines = file.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            reader.line(i + 1, lines.get(i).strip());
        }
        return reader.inventory();
    }

    private void line(int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            notes.add(number, "a line should be a process type, a colon and a command");
            return;
        }
        String command = matcher.group("command").strip();
        if (command.isEmpty()) {
            notes.add(number, "process " + matcher.group("name") + " has no command");
        } else {
            process(number, matcher.group("name"), command);
        }
    }

    /** Heroku takes the last of several: its Procfile buildpack says so in a warning. */
    private void process(int number, String name, String command) {
        ProcessType process = new ProcessType(name, CommandText.masked(command), null, null, FROM);
        if (processes.put(name, process) != null) {
            notes.add(number, "process " + name + " is given more than once; the last one counts");
        }
    }

    private Inventory inventory() {
        return new Inventory(
                new App(null, null, null, null, null, null, false, List.of(), FROM),
                List.copyOf(processes.values()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                operations(processes.get(RELEASE)),
                notes.list());
    }

    private static @Nullable Operations operations(@Nullable ProcessType release) {
        return release == null || release.command() == null
                ? null
                : Operations.ofScript(RELEASE, release.command(), FROM);
    }
}
