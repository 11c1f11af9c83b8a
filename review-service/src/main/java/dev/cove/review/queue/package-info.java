/** The queue: its order, the lists people see and the figures about waiting. */
@NullMarked
package dev.cove.review.queue;

import org.jspecify.annotations.NullMarked;
