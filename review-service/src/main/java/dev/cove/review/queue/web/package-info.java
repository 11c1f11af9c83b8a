/** Lists and figures over HTTP. */
@NullMarked
package dev.cove.review.queue.web;

import org.jspecify.annotations.NullMarked;
