/** Plumbing that every service starts with: framework, never vocabulary. */
@NullMarked
package dev.cove.starter;

import org.jspecify.annotations.NullMarked;
