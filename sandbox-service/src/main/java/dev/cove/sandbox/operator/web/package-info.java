/** The operators' part of the public contract. */
@NullMarked
package dev.cove.sandbox.operator.web;

import org.jspecify.annotations.NullMarked;
