/**
 * The only way out of a sandbox: its containers have no network, and those whose template says so
 * have a socket to a proxy that opens tunnels to what this installation lists. Every rule is here,
 * outside the sandbox; the part inside only carries bytes.
 */
@NullMarked
package dev.cove.sandbox.egress;

import org.jspecify.annotations.NullMarked;
