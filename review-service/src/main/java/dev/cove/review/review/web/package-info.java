/** Reviews over HTTP. */
@NullMarked
package dev.cove.review.review.web;

import org.jspecify.annotations.NullMarked;
