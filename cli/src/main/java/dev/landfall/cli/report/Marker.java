package dev.landfall.cli.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One or more moments that lie too close together to be marked each.
 *
 * @param first mark of the first moment
 * @param last the same as {@code first} for a single one
 */
record Marker(double x, String first, String last) {

    /**
     * @param moments of one sort, in order of time
     * @param apart least distance between two markers
     */
    static List<Marker> of(List<Moment> moments, TimeAxis time, double apart) {
        List<Marker> markers = new ArrayList<>();
        for (Moment moment : moments) {
            double x = time.x(moment.at());
            if (!markers.isEmpty() && x - markers.getLast().x() < apart) {
                Marker joined = markers.removeLast();
                markers.add(new Marker(joined.x(), joined.first(), moment.mark()));
            } else {
                markers.add(new Marker(x, moment.mark(), moment.mark()));
            }
        }
        return markers;
    }

    String label() {
        return first.equals(last) ? first : first + "–" + last;
    }
}
