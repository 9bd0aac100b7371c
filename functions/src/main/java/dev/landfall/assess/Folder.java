package dev.landfall.assess;

import dev.landfall.plan.Echo;
import java.util.Locale;

/** The folders of the artifacts' bucket. template.yaml grants by these names. */
enum Folder {
    INVENTORIES("inventory"),
    USAGE("usage"),
    PLANS("plan"),
    SUMMARIES("summary"),
    RESULTS("manifest"),
    LOGS("logs"),
    CHECKOUTS("checkout");

    /** As a function's input calls a key of this folder. */
    private final String field;

    Folder(String field) {
        this.field = field;
    }

    /** @param extension without its dot */
    String key(String name, String extension) {
        return prefix() + name + "." + extension;
    }

    /**
     * The function may read no other, and S3 would say only that it was denied.
     *
     * @return the key
     * @throws PlanException if it lies elsewhere
     */
    String require(String key) {
        if (!key.startsWith(prefix())) {
            throw new PlanException(field + ": " + Echo.quote(key) + " must begin with " + prefix());
        }
        return key;
    }

    private String prefix() {
        return name().toLowerCase(Locale.ROOT) + "/";
    }
}
