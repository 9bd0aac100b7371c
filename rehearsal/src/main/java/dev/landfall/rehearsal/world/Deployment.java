package dev.landfall.rehearsal.world;

import dev.landfall.rehearsal.states.StateMachineDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The files that `sam deploy` deploys, by the paths that the template names. Read once, however often it is deployed. */
public final class Deployment {

    public static final String TEMPLATE = "template.yaml";
    public static final String SHIFT = "statemachine/shift.asl.yaml";
    public static final String ROLLBACK = "statemachine/rollback.asl.yaml";

    private final Map<String, String> files;
    private final Map<String, StateMachineDefinition> definitions = new ConcurrentHashMap<>();
    private @Nullable SamTemplate template;

    private Deployment(Map<String, String> files) {
        this.files = Map.copyOf(files);
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

    /** @throws TemplateRefused if the template says what the simulated world does not know */
    synchronized SamTemplate template() {
        if (template == null) {
            template = SamTemplate.parse(text(TEMPLATE));
        }
        return template;
    }

    /** @throws TemplateRefused if the machine's file is not there */
    StateMachineDefinition definition(SamTemplate.Machine machine) {
        return definitions.computeIfAbsent(
                machine.definitionUri(), path -> StateMachineDefinition.parse(text(path), machine.substitutions()));
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
