/** RFC 9457 problems with stable codes: the one way the gateway refuses. */
@NullMarked
package dev.cove.gateway.problem;

import org.jspecify.annotations.NullMarked;
