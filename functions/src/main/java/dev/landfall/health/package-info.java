/**
 * Is AWS healthy enough to take (more) traffic? Facts are gathered by adapters; the verdict is a pure function.
 */
@NullMarked
package dev.landfall.health;

import org.jspecify.annotations.NullMarked;
