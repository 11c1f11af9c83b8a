/** Notifications over HTTP and over a socket. */
@NullMarked
package dev.cove.review.notification.web;

import org.jspecify.annotations.NullMarked;
