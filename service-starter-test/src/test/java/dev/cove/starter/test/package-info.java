/** The starter proved on a sample service with real PostgreSQL and Kafka. */
@NullMarked
package dev.cove.starter.test;

import org.jspecify.annotations.NullMarked;
