@NullMarked
package dev.cove.workspace.file;

import org.jspecify.annotations.NullMarked;
