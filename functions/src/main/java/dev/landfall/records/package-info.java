/**
 * DNS record sets as they stand, and changing them only from what was read. Hides Route 53's API and the
 * wire format of DNS questions.
 */
@NullMarked
package dev.landfall.records;

import org.jspecify.annotations.NullMarked;
