package dev.landfall.findings;

import dev.landfall.lambda.BundledTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** findings.yaml. */
final class FindingTexts {
    private final Map<String, Text> texts;

    private FindingTexts(Map<String, Text> texts) {
        this.texts = texts;
    }

    private record Text(String id, Severity severity, String why, String action) {}

    static FindingTexts read() {
        Text[] read = BundledTable.load("/findings.yaml", Text[].class);
        return new FindingTexts(Stream.of(read).collect(Collectors.toMap(Text::id, Function.identity())));
    }

    Set<String> ids() {
        return texts.keySet();
    }

    Finding finding(String id, List<String> evidence) {
        @Nullable Text text = texts.get(id);
        if (text == null) {
            throw new IllegalArgumentException("no text for finding " + id);
        }
        return new Finding(id, text.severity(), evidence, text.why(), text.action());
    }
}
