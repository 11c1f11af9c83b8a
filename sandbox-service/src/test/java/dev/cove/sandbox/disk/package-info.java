@NullMarked
package dev.cove.sandbox.disk;

import org.jspecify.annotations.NullMarked;
