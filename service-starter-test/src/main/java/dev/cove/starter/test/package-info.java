/** What the services' tests share: real PostgreSQL and Kafka, tokens, contracts and house rules. */
@NullMarked
package dev.cove.starter.test;

import org.jspecify.annotations.NullMarked;
