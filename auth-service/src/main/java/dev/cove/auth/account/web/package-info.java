/** Accounts over HTTP. */
@NullMarked
package dev.cove.auth.account.web;

import org.jspecify.annotations.NullMarked;
