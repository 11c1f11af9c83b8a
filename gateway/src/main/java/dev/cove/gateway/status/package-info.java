/** The public, detail-free answer to whether the platform is up. */
@NullMarked
package dev.cove.gateway.status;

import org.jspecify.annotations.NullMarked;
