/** The public calls on files and folders, down to the percent-encoding of a name. */
@NullMarked
package dev.cove.workspace.file.web;

import org.jspecify.annotations.NullMarked;
