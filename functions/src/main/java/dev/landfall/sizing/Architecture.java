package dev.landfall.sizing;

import dev.landfall.inventory.Inventory.App;
import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.plan.Echo;
import java.util.List;
import java.util.Locale;

/**
 * Which CPU a task gets, in ECS's words. One thing at a time: what runs is kept, since an image for the other does not
 * start, and the cheaper architecture is a change for afterwards.
 */
final class Architecture {
    private static final String ARM64 = "ARM64";
    private static final String X86_64 = "X86_64";

    private Architecture() {}

    /** What the image is built for goes first; of several, what the dyno has. */
    static String of(App app, DynoSize dyno, List<String> reasons) {
        List<String> builds = app.buildArchitectures() == null ? List.of() : app.buildArchitectures();
        if (builds.size() == 1) {
            return told(builds.getFirst(), "the app is built for", reasons);
        }
        if (dyno.architecture() != null) {
            return told(dyno.architecture(), dyno.name() + " is", reasons);
        }
        return chosen(X86_64, builds.isEmpty() ? untold(app) : several(builds), reasons);
    }

    private static String told(String word, String what, List<String> reasons) {
        String said = what + " " + Echo.plain(word);
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "arm64", "aarch64" -> chosen(ARM64, "arm64, since " + said, reasons);
            case "amd64", "x86_64", "x86-64" ->
                chosen(
                        X86_64,
                        "x86-64, since " + said + "; arm64 costs a fifth less once the image is built for it",
                        reasons);
            default -> chosen(X86_64, "x86-64 until somebody looks: " + said + ", which Fargate has not", reasons);
        };
    }

    private static String untold(App app) {
        return "fir".equals(app.generation())
                ? "Fir runs images for either; x86-64 until the image says otherwise"
                : "x86-64, as the dynos are; arm64 costs a fifth less once the image is built for it";
    }

    private static String several(List<String> builds) {
        return "x86-64; the app is built for " + Echo.plain(String.join(", ", builds))
                + ", and no source tells the dyno's";
    }

    private static String chosen(String architecture, String reason, List<String> reasons) {
        reasons.add("architecture: " + reason);
        return architecture;
    }
}
