/**
 * What an operator asks for: the shift spec, its defaults, and one clear sentence for each mistake in it.
 * Needs no network.
 */
@NullMarked
package dev.landfall.plan;

import org.jspecify.annotations.NullMarked;
