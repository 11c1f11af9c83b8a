/** Hears what auth-service says about people. */
@NullMarked
package dev.cove.review.reviewer.messaging;

import org.jspecify.annotations.NullMarked;
