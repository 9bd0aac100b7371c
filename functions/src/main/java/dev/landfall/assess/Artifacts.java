package dev.landfall.assess;

import java.io.InputStream;
import java.util.List;

/**
 * Where assessments keep their documents. Nothing is overwritten unseen: the place keeps versions.
 *
 * <p>There is a method for each folder, because a role may touch only what its function's code calls for: PermissionsTest
 * reads it off these methods. Each {@code keep} answers with the key. Each method that is given a key throws a
 * {@link PlanException} if that lies in another folder, or is not there, as far as one may know.
 */
public interface Artifacts {

    String keepInventory(String name, byte[] json);

    String keepUsage(String name, byte[] json);

    String keepPlan(String name, byte[] json);

    /** The plan as people read it, beside it. */
    String keepPage(String name, byte[] html);

    String keepSummary(String name, byte[] json);

    String keepTable(String name, byte[] csv);

    byte[] inventory(String key);

    byte[] usage(String key);

    byte[] result(String key);

    /** The caller closes it. */
    InputStream openCheckout(String key);

    /** The caller closes it: a log may be larger than memory. */
    InputStream openLog(String key);

    /** Keys that begin so, sorted. */
    List<String> listLogs(String prefix);
}
