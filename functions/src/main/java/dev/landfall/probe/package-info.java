/**
 * Asks both origins directly, as a client of the public name would, so that there is a sample without traffic.
 */
@NullMarked
package dev.landfall.probe;

import org.jspecify.annotations.NullMarked;
