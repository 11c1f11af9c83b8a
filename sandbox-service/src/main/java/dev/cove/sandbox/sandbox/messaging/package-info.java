/** What this service learns from the events of others. */
@NullMarked
package dev.cove.sandbox.sandbox.messaging;

import org.jspecify.annotations.NullMarked;
