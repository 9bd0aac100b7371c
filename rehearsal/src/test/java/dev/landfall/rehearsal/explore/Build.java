package dev.landfall.rehearsal.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.rehearsal.BrokenRehearsal;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.world.Deployment;
import dev.landfall.rehearsal.world.StandIn;
import java.util.List;
import java.util.stream.Stream;

/** What is deployed, and what lies behind its ports: both can be changed for the worse. */
record Build(Deployment deployment, List<StandIn<?>> standIns) {

    Build {
        standIns = List.copyOf(standIns);
    }

    static Build sound() {
        return new Build(Deployment.fromClassPath(), List.of());
    }

    Rehearsal rehearsal() {
        return BrokenRehearsal.of(deployment, standIns);
    }

    Build behind(StandIn<?> standIn) {
        return new Build(
                deployment, Stream.concat(standIns.stream(), Stream.of(standIn)).toList());
    }

    Build replaced(String file, String what, String by) {
        String text = deployment.text(file);
        assertThat(text).contains(what);
        return with(file, text.replace(what, by));
    }

    /** Changes the first of these words that comes behind the others. */
    Build replacedAfter(String file, String before, String what, String by) {
        String text = deployment.text(file);
        int at = text.indexOf(what, indexOf(text, before, 0));
        assertThat(at).as(what + " behind " + before).isNotNegative();
        return with(file, text.substring(0, at) + by + text.substring(at + what.length()));
    }

    /** Takes out all from the second of these, behind the first, up to the third, which stays; empty for the end. */
    Build without(String file, String before, String from, String upTo) {
        String text = deployment.text(file);
        int start = indexOf(text, from, indexOf(text, before, 0));
        int end = upTo.isEmpty() ? text.length() : indexOf(text, upTo, start);
        return with(file, text.substring(0, start) + text.substring(end));
    }

    private Build with(String file, String text) {
        return new Build(deployment.with(file, text), standIns);
    }

    private static int indexOf(String text, String what, int from) {
        int at = text.indexOf(what, from);
        assertThat(at).as(what).isNotNegative();
        return at;
    }
}
