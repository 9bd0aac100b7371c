package dev.landfall.rehearsal.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that `sam deploy` deploys.
 *
 * @param files text by path; paths are as the template names them
 */
public record Deployment(Map<String, String> files) {

    public static final String TEMPLATE = "template.yaml";
    public static final String SHIFT = "statemachine/shift.asl.yaml";
    public static final String ROLLBACK = "statemachine/rollback.asl.yaml";

    public Deployment {
        files = Map.copyOf(files);
    }

    /** The files of this build. */
    public static Deployment fromClassPath() {
        Map<String, String> files = new HashMap<>();
        List.of(TEMPLATE, SHIFT, ROLLBACK).forEach(path -> files.put(path, resource(path)));
        return new Deployment(files);
    }

    /** The same with one file's text in place of its own. */
    public Deployment with(String path, String text) {
        Map<String, String> changed = new HashMap<>(files);
        changed.put(path, text);
        return new Deployment(changed);
    }

    /** @throws TemplateRefused if there is no such file */
    public String text(String path) {
        String text = files.get(path);
        if (text == null) {
            throw new TemplateRefused(path, "no such file");
        }
        return text;
    }

    private static String resource(String path) {
        try (InputStream file = Deployment.class.getResourceAsStream("/" + path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is missing from the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
