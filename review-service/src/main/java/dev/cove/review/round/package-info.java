/**
 * Rounds: immutable snapshots taken at submission, their files and the differences between them.
 */
@NullMarked
package dev.cove.review.round;

import org.jspecify.annotations.NullMarked;
