/**
 * What is known of a Heroku app and where each fact came from. Made by {@code heroku} (the Platform API) and
 * {@code appfiles} (app.json, Procfile, heroku.yml), merged here. No value of a config var gets this far.
 */
@NullMarked
package dev.landfall.inventory;

import org.jspecify.annotations.NullMarked;
