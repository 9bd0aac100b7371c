/**
 * The way back. Needs the journal and the router, nothing of the AWS side and nothing of the shift.
 */
@NullMarked
package dev.landfall.rollback;

import org.jspecify.annotations.NullMarked;
