/**
 * The registry: services find each other here by name, so none of them needs to know a port. It is
 * behind credentials of its own, because whoever can register can receive other users' requests.
 */
@NullMarked
package dev.cove.discovery;

import org.jspecify.annotations.NullMarked;
