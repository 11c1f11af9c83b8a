/** A person's sessions: names, states and how many there may be. */
@NullMarked
package dev.cove.workspace.session;

import org.jspecify.annotations.NullMarked;
