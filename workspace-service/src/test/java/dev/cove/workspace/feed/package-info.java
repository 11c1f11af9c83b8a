@NullMarked
package dev.cove.workspace.feed;

import org.jspecify.annotations.NullMarked;
