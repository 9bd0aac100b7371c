package dev.landfall.cli;

import dev.landfall.cli.deployed.Gates;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "abort",
        mixinStandardHelpOptions = true,
        description = {
            "Stop a running migration and send its traffic back to Heroku now.",
            "Exit code 5 if no such migration is running; asking twice is harmless."
        })
final class AbortCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final GateRequest request = new GateRequest();

    AbortCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return request.send(surroundings, Gates::abort);
    }
}
