/**
 * What may happen during a rehearsal, as small YAML files with names an operator understands. Hides the file format.
 */
@NullMarked
package dev.landfall.rehearsal.scenario;

import org.jspecify.annotations.NullMarked;
