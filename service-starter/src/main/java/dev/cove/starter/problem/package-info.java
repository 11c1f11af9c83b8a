/** RFC 9457 problems with stable codes: the one way errors leave a service. */
@NullMarked
package dev.cove.starter.problem;

import org.jspecify.annotations.NullMarked;
