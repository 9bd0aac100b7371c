package dev.landfall.appfiles;

import dev.landfall.inventory.Inventory.CodeHint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a checkout's code tells of how the app runs, as far as frameworks have a place for it. */
final class CodeFiles {
    private final Checkout checkout;

    private CodeFiles(Checkout checkout) {
        this.checkout = checkout;
    }

    /** The first line of each file that tells something. */
    static List<CodeHint> read(Checkout checkout) {
        return CodeRule.ALL.stream()
                .flatMap(rule -> new CodeFiles(checkout).hints(rule).stream())
                .toList();
    }

    private List<CodeHint> hints(CodeRule rule) {
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
                    .mapToObj(i -> new CodeHint(rule.topic(), file + ":" + (i + 1), rule.what()))
                    .findFirst()
                    .ifPresent(hints::add);
        }
        return hints;
    }
}
