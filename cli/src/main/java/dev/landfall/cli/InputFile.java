package dev.landfall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that the caller names. What stands in it is judged by whoever reads it. */
final class InputFile {
    /** Each reader's own limit is far lower and names itself; this one only keeps a huge file out of memory. */
    private static final int MOST_BYTES = 64 << 20;

    private InputFile() {}

    static void requireThere(String option, Path path) {
        if (!Files.exists(path)) {
            throw new BadInputException(option + ": no file \"" + path + "\"");
        }
    }

    /** @param option or parameter that named it */
    static byte[] read(String option, Path path) {
        requireThere(option, path);
        if (Files.isDirectory(path)) {
            throw new BadInputException(option + ": \"" + path + "\" is a directory; a YAML or JSON file is wanted");
        }
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new BadInputException(
                        option + ": \"" + path + "\" has " + Files.size(path) + " bytes; far fewer are wanted");
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new BadInputException(option + ": \"" + path + "\" cannot be read: "
                    + e.getClass().getSimpleName());
        }
    }
}
