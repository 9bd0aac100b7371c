/**
 * What people look at: self-contained HTML with inline SVG, and how amounts and times are written. Everything that is
 * printed is escaped in one place, {@link dev.landfall.page.Markup}.
 */
@NullMarked
package dev.landfall.page;

import org.jspecify.annotations.NullMarked;
