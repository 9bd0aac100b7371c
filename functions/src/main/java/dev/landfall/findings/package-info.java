/** What stands in the way of a migration: rules over facts, each finding with its evidence and what to do. */
@NullMarked
package dev.landfall.findings;

import org.jspecify.annotations.NullMarked;
