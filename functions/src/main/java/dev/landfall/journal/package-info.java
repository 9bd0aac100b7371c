/**
 * The memory of a migration: an append-only journal of decisions and the lock per hostname whose epoch
 * fences stale writers. Hides DynamoDB.
 */
@NullMarked
package dev.landfall.journal;

import org.jspecify.annotations.NullMarked;
