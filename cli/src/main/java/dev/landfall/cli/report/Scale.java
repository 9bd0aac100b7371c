package dev.landfall.cli.report;

import java.util.stream.DoubleStream;

/** A vertical scale from 0 to a round number. */
record Scale(double top, double bottom, double most) {

    /** The smallest of 1, 2, 5, 10, 20, ... that holds all values, times {@code unit}. */
    static Scale holding(DoubleStream values, double unit, double top, double bottom) {
        double largest = Math.max(values.max().orElse(0), unit);
        double power = unit * Math.pow(10, Math.floor(Math.log10(largest / unit)));
        double most = DoubleStream.of(1, 2, 5, 10)
                .map(factor -> factor * power)
                .filter(candidate -> candidate >= largest * 0.999999)
                .findFirst()
                .orElse(10 * power);
        return new Scale(top, bottom, most);
    }

    double y(double value) {
        return bottom - (bottom - top) * Math.clamp(value / most, 0, 1);
    }
}
