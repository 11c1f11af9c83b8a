/** The service as a whole, with real PostgreSQL, Kafka and Docker and a workspace of the test's. */
@NullMarked
package dev.cove.sandbox;

import org.jspecify.annotations.NullMarked;
