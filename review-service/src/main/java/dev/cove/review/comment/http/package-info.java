/** Reads and saves files of the author's session, in the author's name. */
@NullMarked
package dev.cove.review.comment.http;

import org.jspecify.annotations.NullMarked;
