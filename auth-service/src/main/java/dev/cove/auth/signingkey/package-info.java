/** The ES256 pairs that sign tokens, their rotation and their publication. */
@NullMarked
package dev.cove.auth.signingkey;

import org.jspecify.annotations.NullMarked;
