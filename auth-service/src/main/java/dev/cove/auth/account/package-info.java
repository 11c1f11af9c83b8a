/** People's accounts: profile, password, role. */
@NullMarked
package dev.cove.auth.account;

import org.jspecify.annotations.NullMarked;
