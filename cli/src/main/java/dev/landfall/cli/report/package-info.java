/**
 * The report of a rehearsal: one self-contained HTML file with inline SVG. Everything that is printed is escaped in
 * one place, {@link dev.landfall.cli.report.Markup}.
 */
@NullMarked
package dev.landfall.cli.report;

import org.jspecify.annotations.NullMarked;
