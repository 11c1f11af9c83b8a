/** Containers that are started before anybody asks for them. */
@NullMarked
package dev.cove.sandbox.pool;

import org.jspecify.annotations.NullMarked;
