/**
 * A deployed stack as the command sees it: its two machines, its gates, its lock and its journal. Hides the AWS SDK,
 * with one small class per service.
 */
@NullMarked
package dev.landfall.cli.deployed;

import org.jspecify.annotations.NullMarked;
