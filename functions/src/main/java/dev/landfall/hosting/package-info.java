/** How the records of an app's domains are hosted, as DNS tells it. Writes nothing, and never fails an assessment. */
@NullMarked
package dev.landfall.hosting;

import org.jspecify.annotations.NullMarked;
