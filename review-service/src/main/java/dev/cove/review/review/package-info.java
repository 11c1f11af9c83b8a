/** A review: its states, who may see it, its history and the events that tell of it. */
@NullMarked
package dev.cove.review.review;

import org.jspecify.annotations.NullMarked;
