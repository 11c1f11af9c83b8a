package dev.cove.review.round.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record ViewedRequest(@NotBlank @Size(max = 1024) String path, boolean viewed) {}
