@NullMarked
package dev.cove.sandbox.pool;

import org.jspecify.annotations.NullMarked;
