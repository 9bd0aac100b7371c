package dev.landfall.assess;

class InMemoryArtifactsTest extends ArtifactsContract {
    private final InMemoryArtifacts artifacts = new InMemoryArtifacts();

    @Override
    protected Artifacts artifacts() {
        return artifacts;
    }

    @Override
    protected void given(String key, byte[] content) {
        artifacts.put(key, content);
    }
}
