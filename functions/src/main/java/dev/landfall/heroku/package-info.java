/**
 * Reads a Heroku app through the Platform API into an {@code Inventory}. It knows GET and no other method. Neither the
 * token nor the value of a config var leaves the package: not in an inventory, a message, a log or an exception's cause.
 */
@NullMarked
package dev.landfall.heroku;

import org.jspecify.annotations.NullMarked;
