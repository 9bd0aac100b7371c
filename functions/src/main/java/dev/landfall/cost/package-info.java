/**
 * What things cost in a month: list prices of AWS with their date and source, and ranges that add up exactly. Hides
 * where a price comes from. A price that nobody can name is left out, never guessed.
 */
@NullMarked
package dev.landfall.cost;

import org.jspecify.annotations.NullMarked;
