/** The service as a whole, with a real database and broker. */
@NullMarked
package dev.cove.auth;

import org.jspecify.annotations.NullMarked;
