/** Who people are, how they prove it, and what the other services may believe. */
@NullMarked
package dev.cove.auth;

import org.jspecify.annotations.NullMarked;
