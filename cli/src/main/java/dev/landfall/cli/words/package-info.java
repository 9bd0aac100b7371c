/** How Landfall speaks to people, on the terminal and in the report: times, amounts, journal entries, outcomes. */
@NullMarked
package dev.landfall.cli.words;

import org.jspecify.annotations.NullMarked;
