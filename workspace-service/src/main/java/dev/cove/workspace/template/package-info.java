/** What a new session has in it before its owner types anything. */
@NullMarked
package dev.cove.workspace.template;

import org.jspecify.annotations.NullMarked;
