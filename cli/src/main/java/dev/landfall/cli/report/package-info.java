/** What a rehearsal and an exploration came to: one self-contained HTML file with inline SVG. */
@NullMarked
package dev.landfall.cli.report;

import org.jspecify.annotations.NullMarked;
