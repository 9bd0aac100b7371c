/** How much the app uses, measured from its log: memory, load, requests, errors. Files are streamed, never held. */
@NullMarked
package dev.landfall.usage;

import org.jspecify.annotations.NullMarked;
