/**
 * People and their reviewer levels, as auth-service tells them: who may review, and names to show.
 */
@NullMarked
package dev.cove.review.reviewer;

import org.jspecify.annotations.NullMarked;
