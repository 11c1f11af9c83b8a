/** Tokens over HTTP. */
@NullMarked
package dev.cove.auth.token.web;

import org.jspecify.annotations.NullMarked;
