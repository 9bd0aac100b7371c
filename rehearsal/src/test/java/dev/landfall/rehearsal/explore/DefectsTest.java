package dev.landfall.rehearsal.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plants each defect, and sees an exploration find it; the same exploration finds nothing where it is not. */
final class DefectsTest {

    private static final Path GUARANTEES = Path.of("..", "docs", "guarantees.md");

    /** Searches of the sound build, which several defects share. */
    private static final Map<Defect.Search, Exploration> SOUND = new HashMap<>();

    private static final List<String> FOUND = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> explore_ofABuildWithADefect_findsIt() {
        return Defects.all().stream().map(defect -> DynamicTest.dynamicTest(defect.name(), () -> find(defect)));
    }

    @Test
    void guarantees_ofTheDefects_listEachOfThem() throws IOException {
        List<String> lines = Files.readAllLines(GUARANTEES);

        assertThat(lines)
                .containsSubsequence(
                        Defects.all().stream().map(DefectsTest::line).toList());
    }

    @Test
    void guarantees_ofTheFaults_listEachOfThem() throws IOException {
        assertThat(Files.readAllLines(GUARANTEES))
                .containsSubsequence(Stream.of(Fault.values())
                        .map(fault -> "| `" + fault.word() + "` | " + fault.words() + " |")
                        .toList());
    }

    @AfterAll
    static void tell() {
        FOUND.forEach(System.out::println);
    }

    private static void find(Defect defect) {
        assertThat(harmless(defect).broken()).as("without the defect").isEmpty();

        Exploration broken = explore(defect.plant().apply(defect.uncovered(Build.sound())), defect.search(), true);
        assertThat(broken.broken()).extracting(Exploration.Broken::promise).contains(defect.promise());
        Exploration.Broken found = broken.broken().getFirst();
        FOUND.add("%-52s promise %d: %s at %s, %s"
                .formatted(defect.name(), defect.promise(), found.fault(), found.state(), found.replay()));

        if (defect.cover() != null) {
            Exploration alone = explore(defect.plant().apply(Build.sound()), defect.search(), false);
            assertThat(alone.broken()).as("covered").isEmpty();
        }
    }

    /** What the same search finds where nothing was planted. */
    private static Exploration harmless(Defect defect) {
        return defect.cover() == null
                ? SOUND.computeIfAbsent(defect.search(), search -> explore(Build.sound(), search, false))
                : explore(defect.uncovered(Build.sound()), defect.search(), false);
    }

    private static Exploration explore(Build build, Defect.Search search, boolean untilBroken) {
        Exploration explored = new Explorer(build.rehearsal())
                .explore(
                        search.request(Specs.DEFAULT),
                        search.bounds().untilBroken(untilBroken),
                        (done, of, broken) -> {});
        assertThat(explored.scenarios()).as("cases of " + search).isPositive();
        return explored;
    }

    private static String line(Defect defect) {
        Defect.Cover cover = defect.cover();
        return "| %d | %s | %s | %s |"
                .formatted(
                        defect.promise(), defect.name(), defect.search().words(), cover == null ? "" : cover.because());
    }
}
