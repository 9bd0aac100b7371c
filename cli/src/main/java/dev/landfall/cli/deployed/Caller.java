package dev.landfall.cli.deployed;

/** Who is asking, for the journal. */
public interface Caller {

    /** The caller's ARN, or the name of the machine's user where AWS does not tell. */
    String name();
}
