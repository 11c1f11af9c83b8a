/** The public calls for import and export. */
@NullMarked
package dev.cove.workspace.archive.web;

import org.jspecify.annotations.NullMarked;
