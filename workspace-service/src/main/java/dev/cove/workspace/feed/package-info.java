/** Live news of a session: changed files, the session itself, its sandbox. */
@NullMarked
package dev.cove.workspace.feed;

import org.jspecify.annotations.NullMarked;
