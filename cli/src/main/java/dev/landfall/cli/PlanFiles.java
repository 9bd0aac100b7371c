package dev.landfall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** plan.json and plan.html in the folder of {@code --out}, each whole or as it was before. */
final class PlanFiles {
    private static final String OPTION = "--out";

    private final Path folder;
    private final ReportFile json;
    private final ReportFile html;

    private PlanFiles(Path folder) {
        this.folder = folder;
        this.json = ReportFile.at(OPTION, folder.resolve("plan.json"));
        this.html = ReportFile.at(OPTION, folder.resolve("plan.html"));
    }

    /** Makes the folder, before anything is read that takes long. */
    static PlanFiles in(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BadInputException(OPTION + ": \"" + folder + "\" cannot be made: "
                    + e.getClass().getSimpleName());
        }
        return new PlanFiles(folder);
    }

    /** The plan last: where it is, its page is too. */
    void write(String plan, String page) {
        html.write(page);
        json.write(plan);
    }

    @Override
    public String toString() {
        return folder.resolve("plan.json") + ", " + folder.resolve("plan.html");
    }
}
