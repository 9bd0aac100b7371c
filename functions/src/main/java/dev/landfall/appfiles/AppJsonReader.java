package dev.landfall.appfiles;

import dev.landfall.inventory.CommandText;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.App;
import dev.landfall.inventory.Inventory.Operations;
import dev.landfall.inventory.Origin;
import dev.landfall.plan.Echo;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** app.json: what Heroku sets up for a new app, so mere intentions for one that runs already. */
final class AppJsonReader {
    private static final Set<String> FIELDS = Set.of(
            "$schema",
            "addons",
            "buildpacks",
            "description",
            "env",
            "environments",
            "formation",
            "image",
            "keywords",
            "logo",
            "name",
            "repository",
            "scripts",
            "stack",
            "success_url",
            "website");
    private static final Set<String> SCRIPTS = Set.of("postdeploy", "pr-predestroy", "test", "test-setup");
    private static final String POSTDEPLOY = "postdeploy";
    private static final List<Origin> FROM = List.of(Origin.APP_JSON);

    private final Section root;
    private final Notes notes;

    private AppJsonReader(Section root, Notes notes) {
        this.root = root;
        this.notes = notes;
    }

    static Inventory read(SourceFile file) {
        Section root = new Section("", ElementReader.read(file), file.notes());
        return new AppJsonReader(root, file.notes()).inventory();
    }

    private Inventory inventory() {
        root.noteOthers(FIELDS);
        noteEnvironments();
        App app = app();
        String name = app.name() == null ? "" : app.name();
        return new Inventory(
                app,
                new FormationReader(notes).read(root),
                new AddOnReader(Origin.APP_JSON, name, notes).read(root.items("addons")),
                new ConfigVarReader(Origin.APP_JSON, notes).read(root.section("env")),
                List.of(),
                new BuildpackReader(Origin.APP_JSON, notes).read(root.items("buildpacks")),
                operations(),
                notes.list());
    }

    /** Its name is often a title rather than the app's name; it is all that files tell. */
    private App app() {
        return new App(word("name"), null, null, word("stack"), null, null, false, List.of(), FROM);
    }

    private @Nullable String word(String field) {
        String text = root.text(field);
        return text == null || text.isBlank() ? null : CommandText.masked(Echo.escape(text.strip()));
    }

    /** It runs once, after the first deployment, but is how some apps set up their database. */
    private @Nullable Operations operations() {
        Section scripts = root.section("scripts");
        scripts.noteOthers(SCRIPTS);
        String postdeploy = switch (scripts.at(POSTDEPLOY)) {
            case Element.Mapping mapping -> new Section(POSTDEPLOY, mapping, notes).text("command");
            case null, default -> scripts.text(POSTDEPLOY);
        };
        if (postdeploy == null) {
            return null;
        }
        return Operations.ofScript(POSTDEPLOY, CommandText.masked(postdeploy), FROM);
    }

    private void noteEnvironments() {
        Section environments = root.section("environments");
        environments.members().forEach((name, value) -> {
            String what = value instanceof Element.Mapping mapping
                    ? String.join(", ", mapping.members().keySet())
                    : value.kindInWords();
            notes.add(
                    value.line(),
                    environments.path(name) + " changes " + what + " for apps of its own; none of it is taken over");
        });
    }
}
