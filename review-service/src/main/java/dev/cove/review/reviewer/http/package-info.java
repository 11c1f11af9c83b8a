/** Asks auth-service about a person whom no event has told of yet. */
@NullMarked
package dev.cove.review.reviewer.http;

import org.jspecify.annotations.NullMarked;
