package dev.landfall.appfiles;

import dev.landfall.inventory.Inventory.CodeHint;
import dev.landfall.plan.Echo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a checkout's code tells of how the app runs, as far as frameworks have a place for it. */
final class CodeFiles {
    private CodeFiles() {}

    /** The first line of each file that tells something. */
    static List<CodeHint> read(Checkout checkout) {
        return CodeRule.ALL.stream()
                .flatMap(rule -> hints(checkout, rule).stream())
                .toList();
    }

    private static List<CodeHint> hints(Checkout checkout, CodeRule rule) {
        List<CodeHint> hints = new ArrayList<>();
        List<String> files = rule.files().stream()
                .flatMap(name -> checkout.files(name, rule.inEachFolder()))
                .toList();
        for (String file : files) {
            List<String> lines = checkout.lines(file);
            if (lines.stream().anyMatch(rule::takesBack)) {
                return List.of();
            }
            IntStream.range(0, lines.size())
                    .filter(i -> rule.tells(lines.get(i)))
                    .mapToObj(i -> new CodeHint(rule.topic(), Echo.plain(file) + ":" + (i + 1), rule.what()))
                    .findFirst()
                    .ifPresent(hints::add);
        }
        return hints;
    }
}
