/** The state table alone. */
@NullMarked
package dev.cove.review.review;

import org.jspecify.annotations.NullMarked;
