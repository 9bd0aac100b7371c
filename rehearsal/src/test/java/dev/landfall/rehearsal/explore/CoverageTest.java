package dev.landfall.rehearsal.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.world.Deployment;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No state and no call that no fault could ever strike, because no course leads there by itself. */
final class CoverageTest {

    private static final Exploration EXPLORED = new Explorer(Rehearsal.fromClassPath())
            .explore(
                    new Explorer.Request("", Specs.DEFAULT, Set.of(Fault.NOTHING), 1, 1),
                    Bounds.NONE,
                    (done, of, broken) -> {});

    @Test
    void explore_ofAllCourses_entersEveryStateOfTheMachineFiles() throws JsonProcessingException {
        Set<String> states = new TreeSet<>(states(Machine.SHIFT, Deployment.SHIFT));
        states.addAll(states(Machine.ROLLBACK, Deployment.ROLLBACK));

        assertThat(EXPLORED.states()).containsExactlyElementsOf(states);
    }

    @Test
    void explore_ofAllCourses_makesEveryCallOfThePorts() throws ClassNotFoundException {
        assertThat(EXPLORED.calls()).containsExactlyElementsOf(calls());
    }

    private static Set<String> states(String machine, String file) throws JsonProcessingException {
        Set<String> states = new TreeSet<>();
        new YAMLMapper()
                .readTree(Deployment.fromClassPath().text(file))
                .get("States")
                .fieldNames()
                .forEachRemaining(state -> states.add(machine + "." + state));
        return states;
    }

    /** What a port does itself, such as a default method, is no call across it. */
    private static Set<String> calls() throws ClassNotFoundException {
        Set<String> calls = new TreeSet<>();
        ports().forEach(port -> Arrays.stream(port.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .forEach(method -> calls.add(port.getSimpleName() + "." + method)));
        return calls;
    }

    /** All that handlers are given, and what the machines call without one. */
    private static Stream<Class<?>> ports() throws ClassNotFoundException {
        String world = Deployment.class.getPackageName();
        Stream<Class<?>> given = Arrays.stream(Class.forName(world + ".Ports").getRecordComponents())
                .map(RecordComponent::getType);
        return Stream.concat(given, Stream.of(Class.forName(world + ".World$Direct")))
                .filter(port -> port.getName().startsWith("dev.landfall."));
    }
}
