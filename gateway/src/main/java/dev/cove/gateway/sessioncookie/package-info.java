/**
 * The browser's sign-in: its HttpOnly cookie becomes the bearer token that every service checks.
 */
@NullMarked
package dev.cove.gateway.sessioncookie;

import org.jspecify.annotations.NullMarked;
