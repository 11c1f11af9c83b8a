@NullMarked
package dev.cove.workspace.sync;

import org.jspecify.annotations.NullMarked;
