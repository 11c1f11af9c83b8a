/**
 * Serves the exported front end: exact files, dynamic-route rewrites, caching, and a policy per
 * page.
 */
@NullMarked
package dev.cove.gateway.frontend;

import org.jspecify.annotations.NullMarked;
