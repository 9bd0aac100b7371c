/**
 * Virtual time: a discrete-event simulation in which hours pass in milliseconds, and the same seed gives the same run.
 *
 * <p>Public are {@link dev.landfall.rehearsal.time.Simulation} (clock, agenda, random streams, processes) and what it
 * hands out: {@link dev.landfall.rehearsal.time.Scheduled}, {@link dev.landfall.rehearsal.time.SimulatedProcess} and,
 * to let one process wait for another, {@link dev.landfall.rehearsal.time.Promise}.
 *
 * <p>Hidden: that a process runs on a virtual thread, and that a baton goes from the kernel to one process and back, so
 * that exactly one of them runs at any moment. Code in a simulation therefore needs no locks. There is no static state: any
 * number of simulations may run side by side.
 */
@NullMarked
package dev.landfall.rehearsal.time;

import org.jspecify.annotations.NullMarked;
