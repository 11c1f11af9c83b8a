package dev.cove.review.round.web;

import dev.cove.review.round.FileDiff;
import java.util.List;

record DiffResponse(int round, int against, List<FileDiff> files) {}
