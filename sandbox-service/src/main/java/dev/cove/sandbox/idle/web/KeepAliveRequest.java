package dev.cove.sandbox.idle.web;

import org.jspecify.annotations.Nullable;

/**
 * For how long a sandbox is to be kept.
 *
 * @param minutes an hour unless given
 */
record KeepAliveRequest(@Nullable Integer minutes) {}
