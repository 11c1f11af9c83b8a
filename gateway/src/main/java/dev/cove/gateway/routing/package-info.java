/**
 * Which path belongs to which service, the spellings that belong to none, and what to say when a
 * service is away.
 */
@NullMarked
package dev.cove.gateway.routing;

import org.jspecify.annotations.NullMarked;
