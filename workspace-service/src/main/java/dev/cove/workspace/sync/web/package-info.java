/** The internal calls of the sandbox service, binary where bytes move. */
@NullMarked
package dev.cove.workspace.sync.web;

import org.jspecify.annotations.NullMarked;
