/** Signing in and out over HTTP, by cookie or by body. */
@NullMarked
package dev.cove.auth.login.web;

import org.jspecify.annotations.NullMarked;
