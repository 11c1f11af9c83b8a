/** The events socket. */
@NullMarked
package dev.cove.workspace.feed.web;

import org.jspecify.annotations.NullMarked;
