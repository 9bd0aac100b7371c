package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    @TempDir
    private Path folder;

    @Test
    void validate_goodSpec_printsThePlanWithItsDefaults() throws IOException {
        Command command = Command.offline();

        assertThat(command.run("validate", file(FakeStack.SPEC.getBytes(StandardCharsets.UTF_8))))
                .isZero();
        assertThat(command.out())
                .contains("✓ valid  api.example.com: shallow-pond-1234.herokudns.com → ")
                .contains("AWS 100 %");
        assertThat(command.err()).isEmpty();
    }

    @Test
    void validate_emptyFile_isOneLineOfBadInput() throws IOException {
        Command command = Command.offline();

        assertThat(command.run("validate", file(new byte[0]))).isEqualTo(2);
        assertThat(command.err()).startsWith("spec: ").hasLineCount(1);
        assertThat(command.out()).isEmpty();
    }

    @Test
    void validate_fileOfFiveMegabytes_isOneLineOfBadInput() throws IOException {
        Command command = Command.offline();

        assertThat(command.run("validate", file(new byte[5 << 20]))).isEqualTo(2);
        assertThat(command.err())
                .startsWith("spec: 5242880 bytes must be at most ")
                .hasLineCount(1);
    }

    @Test
    void validate_withoutFile_isOneLineWithAHint() {
        Command command = Command.offline();

        assertThat(command.run("validate")).isEqualTo(2);
        assertThat(command.err()).contains("SPEC", "landfall validate --help").hasLineCount(1);
    }

    private String file(byte[] content) throws IOException {
        return Files.write(folder.resolve("spec.yaml"), content).toString();
    }
}
