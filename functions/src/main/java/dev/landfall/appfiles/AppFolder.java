package dev.landfall.appfiles;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.Dockerfile;
import dev.landfall.inventory.Inventory.SourceNote;
import dev.landfall.inventory.InventoryMerge;
import dev.landfall.inventory.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A checkout of an app's repository. */
public final class AppFolder {
    private static final String CONTAINER = "container";

    private AppFolder() {}

    /**
     * Reads those of app.json, Procfile and heroku.yml that are there, and looks into the code for a health check and for
     * what AWS does otherwise. The release phase's command is both a process type, as in Heroku's formation, and a release
     * script.
     *
     * @throws AppFileException if none of them is there, or one cannot be read
     */
    public static Inventory read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new AppFileException(folder + ": must be a folder with app.json, Procfile or heroku.yml");
        }
        Optional<Inventory> appJson = SourceFile.find(folder, Origin.APP_JSON).map(AppJsonReader::read);
        String name = appJson.map(inventory -> inventory.app().name()).orElse("");
        Optional<Inventory> procfile = SourceFile.find(folder, Origin.PROCFILE).map(ProcfileReader::read);
        Optional<Inventory> herokuYml =
                SourceFile.find(folder, Origin.HEROKU_YML).map(file -> HerokuYmlReader.read(file, name));
        List<Inventory> told = Stream.of(herokuYml, procfile, appJson)
                .flatMap(Optional::stream)
                .toList();
        if (told.isEmpty()) {
            throw new AppFileException(folder + ": must hold app.json, Procfile or heroku.yml, and holds none of them");
        }
        return checked(InventoryMerge.merge(told), folder);
    }

    private static Inventory checked(Inventory inventory, Path folder) {
        Checkout checkout = new Checkout(folder);
        List<SourceNote> notes = new ArrayList<>(inventory.notes());
        if (!inventory.processes().isEmpty() && inventory.process("web").isEmpty()) {
            notes.add(note(inventory.processes().getFirst().from().getFirst(), "no file has a web process"));
        }
        String stack = inventory.app().stack();
        if (!inventory.app().buildTime().isEmpty() && stack != null && !stack.equals(CONTAINER)) {
            notes.add(note(
                    Origin.HEROKU_YML,
                    "Dockerfiles are built on the stack container only, and app.json asks for another"));
        }
        return new Inventory(
                inventory.app(),
                inventory.processes(),
                inventory.addOns(),
                inventory.configVars(),
                inventory.domains(),
                inventory.buildpacks(),
                inventory.operations(),
                HealthCheckFiles.read(checkout, dockerfile(inventory)),
                CodeFiles.read(checkout),
                notes);
    }

    private static String dockerfile(Inventory inventory) {
        return inventory.app().buildTime().stream()
                .filter(file -> file.processType().equals("web"))
                .map(Dockerfile::path)
                .findFirst()
                .orElse("Dockerfile");
    }

    private static SourceNote note(Origin origin, String text) {
        return new SourceNote(origin, origin.words(), text);
    }
}
