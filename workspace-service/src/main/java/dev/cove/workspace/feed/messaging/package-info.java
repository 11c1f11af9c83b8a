/** News that arrives through Kafka, for the sockets of this instance. */
@NullMarked
package dev.cove.workspace.feed.messaging;

import org.jspecify.annotations.NullMarked;
