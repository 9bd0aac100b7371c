/**
 * What every function shares: JSON in and out, logs and metrics, SDK clients with time-outs, and the one
 * error that says a dependency did not answer. Knows no feature.
 */
@NullMarked
package dev.landfall.lambda;

import org.jspecify.annotations.NullMarked;
