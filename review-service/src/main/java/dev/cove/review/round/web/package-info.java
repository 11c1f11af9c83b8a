/** Submission and rounds over HTTP. */
@NullMarked
package dev.cove.review.round.web;

import org.jspecify.annotations.NullMarked;
