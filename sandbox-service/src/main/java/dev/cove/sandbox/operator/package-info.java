/** What operators see and do. */
@NullMarked
package dev.cove.sandbox.operator;

import org.jspecify.annotations.NullMarked;
