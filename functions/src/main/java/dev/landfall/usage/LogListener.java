package dev.landfall.usage;

/** Told how far a reading is, by several threads at once. */
@FunctionalInterface
public interface LogListener {

    /** @param bytes of the files as they are stored, read so far; {@code of} all of them */
    void read(long bytes, long of);
}
