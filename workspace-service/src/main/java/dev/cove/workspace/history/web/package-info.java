/** The public calls on versions. */
@NullMarked
package dev.cove.workspace.history.web;

import org.jspecify.annotations.NullMarked;
