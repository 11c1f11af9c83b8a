/** The public calls on sessions, and the fact sheet other services ask for. */
@NullMarked
package dev.cove.workspace.session.web;

import org.jspecify.annotations.NullMarked;
