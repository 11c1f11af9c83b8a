/** Calls to other services, with time-outs, a bounded retry and a circuit breaker. */
@NullMarked
package dev.cove.starter.client;

import org.jspecify.annotations.NullMarked;
