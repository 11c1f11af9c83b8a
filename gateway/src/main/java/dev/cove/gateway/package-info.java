/** The platform's one origin: everything a browser or a program reaches goes through here. */
@NullMarked
package dev.cove.gateway;

import org.jspecify.annotations.NullMarked;
