/**
 * Refuses requests that another site's page made with our user's cookie (CSRF, cross-site sockets).
 */
@NullMarked
package dev.cove.gateway.origin;

import org.jspecify.annotations.NullMarked;
