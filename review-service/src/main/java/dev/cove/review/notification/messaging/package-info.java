/** Turns this service's own events into notifications. */
@NullMarked
package dev.cove.review.notification.messaging;

import org.jspecify.annotations.NullMarked;
