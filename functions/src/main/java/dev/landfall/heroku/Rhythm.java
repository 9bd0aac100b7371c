package dev.landfall.heroku;

import dev.landfall.heroku.Resources.Reference;
import dev.landfall.heroku.Resources.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** How often an app is deployed. A changed config var makes a release too, but of the same code. */
final class Rhythm {
    private static final double WEEK_SECONDS = Duration.ofDays(7).toSeconds();

    private final List<Release> releases;

    Rhythm(List<Release> releases) {
        this.releases = releases.stream()
                .sorted(Comparator.comparingInt(Release::version))
                .toList();
    }

    /** From the oldest release seen until now, but over a week at least; empty if there are fewer than two. */
    Optional<Double> deploysPerWeek(Instant now) {
        if (releases.size() < 2) {
            return Optional.empty();
        }
        Duration seen = Duration.between(releases.getFirst().createdAt(), now);
        double weeks = Math.max(1, seen.toSeconds() / WEEK_SECONDS);
        return Optional.of(Math.round(deploys() / weeks * 100) / 100.0);
    }

    Optional<String> last() {
        return releases.isEmpty()
                ? Optional.empty()
                : Optional.of(releases.getLast().createdAt().toString());
    }

    private long deploys() {
        List<String> code = releases.stream().flatMap(Rhythm::code).toList();
        long changes = 0;
        for (int i = 1; i < code.size(); i++) {
            if (!Objects.equals(code.get(i), code.get(i - 1))) {
                changes++;
            }
        }
        return changes;
    }

    private static Stream<String> code(Release release) {
        return Stream.of(Optional.ofNullable(release.slug()), Optional.ofNullable(release.ociImage()))
                .flatMap(Optional::stream)
                .map(Reference::id)
                .flatMap(Stream::ofNullable)
                .limit(1);
    }
}
