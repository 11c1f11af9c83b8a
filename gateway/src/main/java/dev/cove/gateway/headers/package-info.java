/** What the gateway writes on every request it passes on and on every answer it gives. */
@NullMarked
package dev.cove.gateway.headers;

import org.jspecify.annotations.NullMarked;
