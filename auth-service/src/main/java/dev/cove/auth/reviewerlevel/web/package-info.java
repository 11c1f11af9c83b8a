/** Reviewer levels over HTTP. */
@NullMarked
package dev.cove.auth.reviewerlevel.web;

import org.jspecify.annotations.NullMarked;
