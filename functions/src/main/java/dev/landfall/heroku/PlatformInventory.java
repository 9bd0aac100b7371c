package dev.landfall.heroku;

import dev.landfall.inventory.Inventory;
import java.time.InstantSource;
import java.util.regex.Pattern;

/** Reads a Heroku app as it is. */
public final class PlatformInventory {
    static final String APP = "app";

    /** The schema's pattern for a name, or an id. Anything else could be another path. */
    private static final Pattern NAME =
            Pattern.compile("[a-z][a-z0-9-]{1,28}[a-z0-9]|\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** Of an app with five add-ons in a pipeline, but for the first; docs/assess.md counts them. */
    private static final int REQUESTS = 20;

    private final PlatformApi api;
    private final Fingerprints fingerprints;
    private final InstantSource clock;
    private final ReadingListener listener;

    public PlatformInventory(
            PlatformApi api, Fingerprints fingerprints, InstantSource clock, ReadingListener listener) {
        this.api = api;
        this.fingerprints = fingerprints;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * The whole app, or nothing. What the token may not read and the inventory stands without is missing there, and a
     * note says so; config vars that it may not read are {@code UNREAD}, and only those that add-ons set have a name.
     *
     * @param name the app's name or id
     * @throws HerokuException in one line, why not
     */
    public Inventory read(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new HerokuException.NotAnAppName();
        }
        Resources.App app = app(name);
        api.requireLeft(REQUESTS, "/apps/" + name);
        try (Parts parts = new Parts(name, listener)) {
            return new AppReading(api, fingerprints, app, "/apps/" + name, parts).inventory(clock.instant());
        }
    }

    /**
     * The same for somebody who can still fetch another token: config vars that this one may not read end it.
     *
     * @throws HerokuException.NoConfigVars if it may not
     */
    public Inventory readWithConfigVars(String name) {
        Inventory inventory = read(name);
        if (inventory.notes().stream()
                .anyMatch(note -> note.where().equals("/apps/" + name + AppReading.CONFIG_VARS))) {
            throw new HerokuException.NoConfigVars(name);
        }
        return inventory;
    }

    private Resources.App app(String name) {
        listener.begins(APP);
        try {
            return api.get("/apps/" + name, Resources.App.class);
        } catch (HerokuException.NotFound e) {
            throw new HerokuException.AppNotFound(name);
        } finally {
            listener.ends(APP);
        }
    }
}
