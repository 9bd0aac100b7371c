/**
 * The writes and checks that move traffic: each one fenced, compared with what was expected, and read back.
 */
@NullMarked
package dev.landfall.traffic;

import org.jspecify.annotations.NullMarked;
