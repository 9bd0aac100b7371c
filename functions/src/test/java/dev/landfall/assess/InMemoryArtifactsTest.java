package dev.landfall.assess;

class InMemoryArtifactsTest extends ArtifactsContract {
    private final Artifacts artifacts = new InMemoryArtifacts();

    @Override
    protected Artifacts artifacts() {
        return artifacts;
    }
}
