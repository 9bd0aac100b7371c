/**
 * The {@code landfall} command: one class per sub-command, what it prints, and the exit codes. Hides picocli and the
 * terminal. Offline commands load no class of the AWS SDK, which keeps their start short.
 */
@NullMarked
package dev.landfall.cli;

import org.jspecify.annotations.NullMarked;
