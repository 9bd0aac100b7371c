/**
 * Starts and ends what accompanies a migration (probe alarm, schedule), and finds what a lost event left behind.
 */
@NullMarked
package dev.landfall.sweep;

import org.jspecify.annotations.NullMarked;
