/** A plan as people read it: the page that lies beside it, and its parts in words. */
@NullMarked
package dev.landfall.assess.report;

import org.jspecify.annotations.NullMarked;
