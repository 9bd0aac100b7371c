package dev.landfall.journal;

/**
 * An item of the table is not of a form that this version reads: damaged, or written by a newer one. Names the item and
 * the attribute, never the content. Nothing is decided without it: whoever needs it fails, and a human is paged.
 */
public final class UnreadableItemException extends RuntimeException {
    public UnreadableItemException(String message) {
        super(message);
    }
}
