package dev.cove.review.round.web;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record NoteRequest(@Nullable @Size(max = 10_000) String note) {}
