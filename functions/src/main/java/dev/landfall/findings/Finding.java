package dev.landfall.findings;

import java.util.List;

/**
 * @param id by which it is waived
 * @param evidence what was seen and where, one line each, sorted
 * @param why why it matters
 * @param action what to do
 */
public record Finding(String id, Severity severity, List<String> evidence, String why, String action) {

    public Finding {
        evidence = List.copyOf(evidence);
    }
}
