/**
 * A rehearsal: a shift from its start to its end in a simulated world, with what it would have done to users. Hides how
 * the world, the script of a scenario and the judging of the promises are put together.
 */
@NullMarked
package dev.landfall.rehearsal;

import org.jspecify.annotations.NullMarked;
