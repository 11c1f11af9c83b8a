/** Who is calling: tokens, audiences and the current user. */
@NullMarked
package dev.cove.starter.security;

import org.jspecify.annotations.NullMarked;
