package dev.landfall.rehearsal.states;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with a definition, each with its place. */
final class Problems {

    private final List<String> found = new ArrayList<>();

    void add(String path, String what) {
        found.add(path + ": " + what);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new DefinitionRefused(found);
        }
    }

    /** {@code (did you mean "MaxAttempts"?)} with a space before it, or nothing if no known name is near. */
    static String suggestion(String name, Collection<String> known) {
        return nearest(name, known)
                .map(candidate -> " (did you mean \"" + candidate + "\"?)")
                .orElse("");
    }

    private static Optional<String> nearest(String name, Collection<String> known) {
        int furthest = name.length() / 3;
        String best = null;
        for (String candidate : known.stream().sorted().toList()) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance <= furthest) {
                furthest = distance - 1;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** How many letters to insert, delete, replace, or swap with their neighbour. */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : fewest(steps, from, to, i, j);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int fewest(int[][] steps, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int replaced = steps[i - 1][j - 1] + (same ? 0 : 1);
        int fewest = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(fewest, steps[i - 2][j - 2] + 1) : fewest;
    }
}
