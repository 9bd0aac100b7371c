/**
 * Every state and every call of a port, each with every fault that may befall it: whether the promises are kept, judged
 * from the world. Hides how places are found, how faults are made to happen there, and how the cases are spread over the
 * cores.
 */
@NullMarked
package dev.landfall.rehearsal.explore;

import org.jspecify.annotations.NullMarked;
