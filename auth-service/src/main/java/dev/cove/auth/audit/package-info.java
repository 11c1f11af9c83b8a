/** What happened to accounts, append-only. */
@NullMarked
package dev.cove.auth.audit;

import org.jspecify.annotations.NullMarked;
