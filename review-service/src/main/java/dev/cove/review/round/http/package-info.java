/**
 * Reads sessions and snapshots from workspace-service, and has sandbox-service flush before one is
 * taken.
 */
@NullMarked
package dev.cove.review.round.http;

import org.jspecify.annotations.NullMarked;
