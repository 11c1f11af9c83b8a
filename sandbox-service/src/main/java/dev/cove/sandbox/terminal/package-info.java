/**
 * Terminals: tabs that outlive containers, and their viewers. A keystroke passes through here
 * without database, JSON or lock of another session.
 */
@NullMarked
package dev.cove.sandbox.terminal;

import org.jspecify.annotations.NullMarked;
