/** What a session learns from other services' events. */
@NullMarked
package dev.cove.workspace.session.messaging;

import org.jspecify.annotations.NullMarked;
