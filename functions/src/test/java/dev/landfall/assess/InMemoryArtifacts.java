package dev.landfall.assess;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.TreeMap;

/** Artifacts in memory, of which only the last version is kept. */
public final class InMemoryArtifacts implements Artifacts {
    private final TreeMap<String, byte[]> contents = new TreeMap<>();

    @Override
    public void put(String key, byte[] content, String contentType) {
        contents.put(key, content.clone());
    }

    @Override
    public byte[] get(String key) {
        byte[] content = contents.get(key);
        if (content == null) {
            throw S3Artifacts.missing(key);
        }
        return content.clone();
    }

    @Override
    public InputStream open(String key) {
        return new ByteArrayInputStream(get(key));
    }

    @Override
    public List<String> list(String prefix) {
        return contents.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }
}
