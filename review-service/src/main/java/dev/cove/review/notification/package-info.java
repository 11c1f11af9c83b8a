/** Notifications: one row for each person an event concerns, in an order a socket can resume. */
@NullMarked
package dev.cove.review.notification;

import org.jspecify.annotations.NullMarked;
