/**
 * A Heroku app as the files in its repository tell it: app.json, Procfile and heroku.yml. Real ones break the formats'
 * rules in many ways that Heroku lets pass, so what can be understood is taken, and the rest becomes a note.
 */
@NullMarked
package dev.landfall.appfiles;

import org.jspecify.annotations.NullMarked;
