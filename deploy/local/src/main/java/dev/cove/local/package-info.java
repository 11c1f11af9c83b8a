/**
 * The infrastructure a single machine runs on: so that one command needs nothing installed but a
 * JDK, the broker is started from its own libraries instead of from a distribution.
 */
@NullMarked
package dev.cove.local;

import org.jspecify.annotations.NullMarked;
