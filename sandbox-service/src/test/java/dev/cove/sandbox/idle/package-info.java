@NullMarked
package dev.cove.sandbox.idle;

import org.jspecify.annotations.NullMarked;
