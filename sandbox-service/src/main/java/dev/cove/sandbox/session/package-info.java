/** Whose a session is: a copy of what workspace-service tells, kept by its events. */
@NullMarked
package dev.cove.sandbox.session;

import org.jspecify.annotations.NullMarked;
