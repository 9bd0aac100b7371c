/**
 * What each Heroku add-on becomes on AWS. The answers are data (addons.yaml); this hides how they are found, checked
 * and fitted to one app's add-ons.
 */
@NullMarked
package dev.landfall.addons;

import org.jspecify.annotations.NullMarked;
