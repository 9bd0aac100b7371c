package dev.landfall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The file of {@code --report}. It is written beside its place and then renamed, so that an interrupted run leaves the
 * report of an earlier one whole.
 */
final class ReportFile {
    private final Path target;

    private ReportFile(Path target) {
        this.target = target;
    }

    /** Refuses a place where nothing can be written before the rehearsal runs, not after it. */
    static ReportFile at(Path path) {
        Path target = path.toAbsolutePath();
        Path folder = target.getParent();
        if (Files.isDirectory(target)) {
            throw new BadInputException("--report: \"" + path + "\" is a directory; a file name is wanted");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BadInputException("--report: \"" + path + "\": there is no directory \"" + folder + "\"");
        }
        if (!Files.isWritable(folder) || (Files.exists(target) && !Files.isWritable(target))) {
            throw new BadInputException("--report: \"" + path + "\" cannot be written: no permission");
        }
        return new ReportFile(target);
    }

    void write(String html) {
        try {
            // Not a temporary file of the JDK's, which others may not read.
            Path beside = target.resolveSibling(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid());
            try {
                Files.writeString(beside, html, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new BadInputException("--report: \"" + target + "\" cannot be written: " + Landfall.message(e));
        }
    }
}
