/** Tests of the whole service against real PostgreSQL and Kafka. */
@NullMarked
package dev.cove.workspace;

import org.jspecify.annotations.NullMarked;
