/** Identifiers that sort by time. */
@NullMarked
package dev.cove.starter.id;

import org.jspecify.annotations.NullMarked;
