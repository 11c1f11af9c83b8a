/** Logins: one proof of identity and the family of refresh tokens that follows from it. */
@NullMarked
package dev.cove.auth.login;

import org.jspecify.annotations.NullMarked;
