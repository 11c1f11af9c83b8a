/** Domain events: CloudEvents through a transactional outbox, consumed once through an inbox. */
@NullMarked
package dev.cove.starter.event;

import org.jspecify.annotations.NullMarked;
