/**
 * Everything that is refused before the first write.
 */
@NullMarked
package dev.landfall.preflight;

import org.jspecify.annotations.NullMarked;
