@NullMarked
package dev.cove.workspace.search;

import org.jspecify.annotations.NullMarked;
