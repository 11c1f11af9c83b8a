/** How experienced a reviewer somebody says they are. */
@NullMarked
package dev.cove.auth.reviewerlevel;

import org.jspecify.annotations.NullMarked;
