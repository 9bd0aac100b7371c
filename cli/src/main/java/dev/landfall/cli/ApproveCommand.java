package dev.landfall.cli;

import dev.landfall.cli.deployed.Gates;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = {
            "Open the gate at which a migration waits for approval. Health is judged again before traffic moves.",
            "Exit code 5 if nothing waits for it now; asking twice is harmless."
        })
final class ApproveCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final GateRequest request = new GateRequest();

    ApproveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return request.send(surroundings, Gates::approve);
    }
}
