package dev.landfall.assess;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.TreeMap;

/** Artifacts in memory, of which only the last version is kept. */
public final class InMemoryArtifacts implements Artifacts {
    private final TreeMap<String, byte[]> contents = new TreeMap<>();

    /** As an operator or Step Functions would. */
    public void put(String key, byte[] content) {
        contents.put(key, content.clone());
    }

    byte[] get(String key) {
        byte[] content = contents.get(key);
        if (content == null) {
            throw S3Artifacts.missing(key);
        }
        return content.clone();
    }

    List<String> list(String prefix) {
        return contents.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    private String keep(String key, byte[] content) {
        put(key, content);
        return key;
    }

    @Override
    public String keepInventory(String name, byte[] json) {
        return keep(Folder.INVENTORIES.key(name, "json"), json);
    }

    @Override
    public String keepUsage(String name, byte[] json) {
        return keep(Folder.USAGE.key(name, "json"), json);
    }

    @Override
    public String keepPlan(String name, byte[] json) {
        return keep(Folder.PLANS.key(name, "json"), json);
    }

    @Override
    public String keepPage(String name, byte[] html) {
        return keep(Folder.PLANS.key(name, "html"), html);
    }

    @Override
    public String keepSummary(String name, byte[] json) {
        return keep(Folder.SUMMARIES.key(name, "json"), json);
    }

    @Override
    public String keepTable(String name, byte[] csv) {
        return keep(Folder.SUMMARIES.key(name, "csv"), csv);
    }

    @Override
    public byte[] inventory(String key) {
        return get(Folder.INVENTORIES.require(key));
    }

    @Override
    public byte[] usage(String key) {
        return get(Folder.USAGE.require(key));
    }

    @Override
    public byte[] result(String key) {
        return get(Folder.RESULTS.require(key));
    }

    @Override
    public InputStream openCheckout(String key) {
        return new ByteArrayInputStream(get(Folder.CHECKOUTS.require(key)));
    }

    @Override
    public InputStream openLog(String key) {
        return new ByteArrayInputStream(get(Folder.LOGS.require(key)));
    }

    @Override
    public List<String> listLogs(String prefix) {
        return list(Folder.LOGS.require(prefix));
    }
}
