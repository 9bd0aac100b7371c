/**
 * How each process type runs on AWS: as what, in which size, how many. From measured use where there is any, from the
 * dyno's size where not, and it says which.
 */
@NullMarked
package dev.landfall.sizing;

import org.jspecify.annotations.NullMarked;
