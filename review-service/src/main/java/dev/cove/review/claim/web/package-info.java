/** Claims and decisions over HTTP. */
@NullMarked
package dev.cove.review.claim.web;

import org.jspecify.annotations.NullMarked;
