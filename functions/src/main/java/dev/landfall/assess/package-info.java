/**
 * From an inventory to a plan that can be signed: puts together what the features decide, closes it with a digest, and
 * keeps to it. Read-only towards Heroku and AWS.
 */
@NullMarked
package dev.landfall.assess;

import org.jspecify.annotations.NullMarked;
