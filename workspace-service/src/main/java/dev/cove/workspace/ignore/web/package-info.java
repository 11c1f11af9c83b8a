/** The public calls on the ignore list. */
@NullMarked
package dev.cove.workspace.ignore.web;

import org.jspecify.annotations.NullMarked;
