package dev.landfall.appfiles;

import dev.landfall.inventory.Inventory.SourceNote;
import dev.landfall.inventory.Origin;
import dev.landfall.plan.Echo;
import java.util.ArrayList;
import java.util.List;

/** What one file says that cannot be right, or that an inventory cannot hold. */
final class Notes {
    /** Nobody reads more of one file; a file that is something else would give one for each line. */
    private static final int MOST = 50;

    private final Origin origin;
    private final List<SourceNote> notes = new ArrayList<>();
    private int left;

    Notes(Origin origin) {
        this.origin = origin;
    }

    /** @param line from 1 */
    void add(int line, String text) {
        if (notes.size() < MOST) {
            notes.add(note(":" + line, text));
        } else {
            left++;
        }
    }

    List<SourceNote> list() {
        List<SourceNote> all = new ArrayList<>(notes);
        if (left > 0) {
            all.add(note("", left + " more notes are left out"));
        }
        return all;
    }

    private SourceNote note(String place, String text) {
        return new SourceNote(origin, origin.words() + place, Echo.line(text));
    }
}
