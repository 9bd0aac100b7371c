package dev.landfall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that an option names, such as {@code --report}. It is written beside its place and then renamed, so that an interrupted run leaves the
 * report of an earlier one whole.
 */
final class ReportFile {
    private final String option;
    private final Path target;

    private ReportFile(String option, Path target) {
        this.option = option;
        this.target = target;
    }

    /** Refuses a place where nothing can be written before the rehearsal runs, not after it. */
    static ReportFile at(String option, Path path) {
        Path target = path.toAbsolutePath();
        Path folder = target.getParent();
        if (Files.isDirectory(target)) {
            throw new BadInputException(option + ": \"" + path + "\" is a directory; a file name is wanted");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BadInputException(option + ": \"" + path + "\": there is no directory \"" + folder + "\"");
        }
        if (!Files.isWritable(folder) || (Files.exists(target) && !Files.isWritable(target))) {
            throw new BadInputException(option + ": \"" + path + "\" cannot be written: no permission");
        }
        return new ReportFile(option, target);
    }

    void write(String text) {
        try {
            // Not a temporary file of the JDK's, which others may not read.
            Path beside = target.resolveSibling(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid());
            try {
                Files.writeString(beside, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new BadInputException(option + ": \"" + target + "\" cannot be written: " + Landfall.message(e));
        }
    }
}
