/**
 * AWS, Heroku and the users, simulated in virtual time behind the very ports that the handlers use. Hides how each of
 * them is modelled; what goes wrong in it is asked for from outside.
 */
@NullMarked
package dev.landfall.rehearsal.world;

import org.jspecify.annotations.NullMarked;
