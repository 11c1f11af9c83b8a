/** What a session keeps between two containers on this machine: its home, with a hard quota. */
@NullMarked
package dev.cove.sandbox.disk;

import org.jspecify.annotations.NullMarked;
