/** Comments over HTTP. */
@NullMarked
package dev.cove.review.comment.web;

import org.jspecify.annotations.NullMarked;
