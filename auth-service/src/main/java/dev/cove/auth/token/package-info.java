/** Tokens that others check: access tokens, service tokens, personal tokens. */
@NullMarked
package dev.cove.auth.token;

import org.jspecify.annotations.NullMarked;
