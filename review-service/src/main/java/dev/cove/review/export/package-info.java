/** A review as a file: everything that was said and done, to read or to keep elsewhere. */
@NullMarked
package dev.cove.review.export;

import org.jspecify.annotations.NullMarked;
