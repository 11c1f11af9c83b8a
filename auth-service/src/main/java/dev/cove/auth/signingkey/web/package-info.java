/** The public keys over HTTP. */
@NullMarked
package dev.cove.auth.signingkey.web;

import org.jspecify.annotations.NullMarked;
