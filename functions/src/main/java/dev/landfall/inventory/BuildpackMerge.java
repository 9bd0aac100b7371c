package dev.landfall.inventory;

import dev.landfall.inventory.Inventory.Buildpack;
import dev.landfall.plan.Echo;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Buildpacks: their order matters, so the most trusted list counts as a whole. */
final class BuildpackMerge {
    /** How the API and files name one of Heroku's own: by its place in the registry, its repository, or shortly. */
    private static final Pattern OFFICIAL = Pattern.compile(
            "(?:urn:buildpack:|https://(?:buildpack-registry\\.s3\\.amazonaws\\.com/buildpacks|codon-buildpacks\\."
                    + "s3\\.amazonaws\\.com/buildpacks)/|https://github\\.com/(?=heroku/))");

    private final Differences differences;

    BuildpackMerge(Differences differences) {
        this.differences = differences;
    }

    /** @param inventories the most trusted first */
    List<Buildpack> merge(List<Inventory> inventories) {
        List<List<Buildpack>> lists = inventories.stream()
                .map(Inventory::buildpacks)
                .filter(list -> !list.isEmpty())
                .toList();
        if (lists.isEmpty()) {
            return List.of();
        }
        List<Buildpack> chosen = lists.getFirst();
        lists.stream().skip(1).forEach(other -> note(chosen, other));
        return chosen.stream().map(buildpack -> told(buildpack, lists)).toList();
    }

    private void note(List<Buildpack> chosen, List<Buildpack> other) {
        List<String> ours = names(chosen);
        List<String> theirs = names(other);
        if (ours.equals(theirs)) {
            return;
        }
        String by = origin(chosen).words() + "'s list counts";
        if (ours.size() == theirs.size() && ours.containsAll(theirs)) {
            differences.add(origin(other), "the buildpacks are in another order; " + by);
            return;
        }
        Stream<String> missing = without(chosen, theirs).map(url -> url + " is missing");
        Stream<String> more = without(other, ours).map(url -> url + " is one more");
        differences.add(
                origin(other),
                "the buildpacks differ: "
                        + String.join(", ", Stream.concat(missing, more).toList()) + "; " + by);
    }

    private static Buildpack told(Buildpack buildpack, List<List<Buildpack>> lists) {
        List<Origin> from = lists.stream()
                .flatMap(List::stream)
                .filter(other -> name(other).equals(name(buildpack)))
                .flatMap(other -> other.from().stream())
                .distinct()
                .sorted()
                .toList();
        return new Buildpack(buildpack.url(), from);
    }

    private static Stream<String> without(List<Buildpack> buildpacks, List<String> names) {
        return buildpacks.stream()
                .filter(buildpack -> !names.contains(name(buildpack)))
                .map(buildpack -> Echo.plain(buildpack.url()));
    }

    private static List<String> names(List<Buildpack> buildpacks) {
        return buildpacks.stream().map(BuildpackMerge::name).toList();
    }

    private static String name(Buildpack buildpack) {
        String url = OFFICIAL.matcher(buildpack.url()).replaceFirst("").replace("heroku-buildpack-", "");
        return url.replaceFirst("\\.(?:git|tgz)$", "").toLowerCase(Locale.ROOT);
    }

    private static Origin origin(List<Buildpack> buildpacks) {
        return Told.sorted(buildpacks, Buildpack::from).getFirst().origin();
    }
}
