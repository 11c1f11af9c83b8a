/** The parts of notifying people that need no service around them. */
@NullMarked
package dev.cove.review.notification;

import org.jspecify.annotations.NullMarked;
