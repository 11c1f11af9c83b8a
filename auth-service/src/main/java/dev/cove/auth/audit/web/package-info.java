/** The audit over HTTP, for admins. */
@NullMarked
package dev.cove.auth.audit.web;

import org.jspecify.annotations.NullMarked;
