/** The comparison of texts alone. */
@NullMarked
package dev.cove.review.round;

import org.jspecify.annotations.NullMarked;
