/**
 * Where an execution waits, and everything that may wake it: time, a schedule, an approval, an abort, an alarm.
 */
@NullMarked
package dev.landfall.gate;

import org.jspecify.annotations.NullMarked;
