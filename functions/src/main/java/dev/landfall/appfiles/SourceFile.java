package dev.landfall.appfiles;

import dev.landfall.inventory.Origin;
import dev.landfall.plan.Echo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One of the files, as text. */
record SourceFile(Origin origin, String text, Notes notes) {
    /** A hundred times the longest one seen. */
    private static final int MOST_BYTES = 1024 * 1024;

    /** Empty if there is none. Links are followed: the files of a checkout may be links to anywhere. */
    static Optional<SourceFile> find(Path folder, Origin origin) {
        Path file = folder.resolve(origin.words());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.isDirectory(file)) {
            throw new AppFileException(file + ": must be a file, and is a folder");
        }
        Notes notes = new Notes(origin);
        return Optional.of(new SourceFile(origin, decode(bytes(file), notes), notes));
    }

    String name() {
        return origin.words();
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new AppFileException(file + ": must be at most " + MOST_BYTES + " bytes long");
            }
            return bytes;
        } catch (IOException e) {
            throw new AppFileException(
                    Echo.escape(file + ": cannot be read (") + e.getClass().getSimpleName() + ")");
        }
    }

    private static String decode(byte[] bytes, Notes notes) {
        Charset charset = charset(bytes);
        if (!charset.equals(StandardCharsets.UTF_8)) {
            notes.add(1, "the file is " + charset + ", as Windows tools write it; Heroku reads UTF-8 only");
        }
        String text = new String(bytes, charset);
        if (text.indexOf('\uFFFD') >= 0) {
            notes.add(1, "the file is not all UTF-8");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Charset charset(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        return switch (mark) {
            case 0xFFFE -> StandardCharsets.UTF_16LE;
            case 0xFEFF -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
    }
}
