@NullMarked
package dev.cove.sandbox.operator;

import org.jspecify.annotations.NullMarked;
