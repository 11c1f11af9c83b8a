/** The public call for searching. */
@NullMarked
package dev.cove.workspace.search.web;

import org.jspecify.annotations.NullMarked;
