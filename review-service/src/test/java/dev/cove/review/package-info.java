/** The review service as a whole, with real PostgreSQL and Kafka and fakes of its peers. */
@NullMarked
package dev.cove.review;

import org.jspecify.annotations.NullMarked;
