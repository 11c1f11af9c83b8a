/** Comments on rounds: threads, private drafts and suggestions. */
@NullMarked
package dev.cove.review.comment;

import org.jspecify.annotations.NullMarked;
