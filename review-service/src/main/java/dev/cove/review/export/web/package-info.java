/** Files of reviews over HTTP. */
@NullMarked
package dev.cove.review.export.web;

import org.jspecify.annotations.NullMarked;
