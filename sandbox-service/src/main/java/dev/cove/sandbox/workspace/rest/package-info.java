/** The workspace over its internal REST interface. */
@NullMarked
package dev.cove.sandbox.workspace.rest;

import org.jspecify.annotations.NullMarked;
