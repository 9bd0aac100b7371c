/**
 * What becomes of each config var: secret, setting, build argument, or gone. The rules are data (config-rules.yaml);
 * this hides how they are read and which add-on a variable belongs to. It never sees a value.
 */
@NullMarked
package dev.landfall.config;

import org.jspecify.annotations.NullMarked;
