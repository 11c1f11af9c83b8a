/** Claims: who reviews, for how long, how many at once; and the decision that ends one. */
@NullMarked
package dev.cove.review.claim;

import org.jspecify.annotations.NullMarked;
