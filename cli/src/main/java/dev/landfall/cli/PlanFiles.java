package dev.landfall.cli;

import dev.landfall.assess.PlanException;
import dev.landfall.assess.SealedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** plan.json and plan.html in the folder of {@code --out}, each whole or as it was before. */
final class PlanFiles {
    private static final String OPTION = "--out";
    private static final String PLAN = "plan.json";
    private static final String PAGE = "plan.html";

    private final Path folder;
    private final ReportFile json;
    private final ReportFile html;

    /** Those that were made for this plan, the innermost first. */
    private final List<Path> made;

    private PlanFiles(Path folder, List<Path> made) {
        this.folder = folder;
        this.made = made;
        this.json = ReportFile.at(OPTION, folder.resolve(PLAN));
        this.html = ReportFile.at(OPTION, folder.resolve(PAGE));
    }

    /** Makes the folder, before anything is read that takes long. */
    static PlanFiles in(Path folder) {
        List<Path> missing = Stream.iterate(folder.toAbsolutePath(), Objects::nonNull, Path::getParent)
                .takeWhile(path -> !Files.exists(path))
                .toList();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BadInputException(OPTION + ": \"" + folder + "\" cannot be made: "
                    + e.getClass().getSimpleName());
        }
        return new PlanFiles(folder, missing);
    }

    /** The page that lies beside a plan, if both have the names under which they were written: others may be another plan's. */
    static Optional<Path> pageBeside(Path plan) {
        return Optional.of(plan.resolveSibling(PAGE))
                .filter(page -> plan.endsWith(PLAN))
                .filter(Files::isRegularFile);
    }

    /** There will be no plan: what was made for it goes, unless somebody put something in. */
    void undo() {
        for (Path empty : made) {
            try {
                Files.delete(empty);
            } catch (IOException notEmpty) {
                return;
            }
        }
    }

    /** The plan that is there, and goes when another is written; empty if what is there is none that can be read. */
    Optional<SealedPlan> older() {
        try {
            return Optional.of(PlanFile.read(OPTION, folder.resolve(PLAN)));
        } catch (BadInputException | PlanException noPlan) {
            return Optional.empty();
        }
    }

    /** The plan last: where it is, its page is too. */
    void write(String plan, String page) {
        html.write(page);
        json.write(plan);
    }

    @Override
    public String toString() {
        return folder.resolve(PLAN) + ", " + folder.resolve(PAGE);
    }
}
