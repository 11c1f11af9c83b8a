/** Reviews of frozen snapshots of sessions: the service and its start. */
@NullMarked
package dev.cove.review;

import org.jspecify.annotations.NullMarked;
