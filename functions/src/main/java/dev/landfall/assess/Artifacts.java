package dev.landfall.assess;

import java.io.InputStream;
import java.util.List;

/** Where assessments keep their documents. Nothing is overwritten unseen: the place keeps versions. */
public interface Artifacts {

    void put(String key, byte[] content, String contentType);

    /** @throws PlanException if there is none of this key */
    byte[] get(String key);

    /** The caller closes it. For logs, which may be larger than memory. */
    InputStream open(String key);

    /** Keys that begin so, sorted. */
    List<String> list(String prefix);
}
