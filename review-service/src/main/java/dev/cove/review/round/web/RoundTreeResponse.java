package dev.cove.review.round.web;

import dev.cove.review.round.Manifest;
import java.util.List;
import java.util.Set;

record RoundTreeResponse(int round, long revision, List<Manifest.Item> items, Set<String> viewed) {

  static RoundTreeResponse from(int round, Manifest manifest, Set<String> viewed) {
    return new RoundTreeResponse(round, manifest.revision(), manifest.items(), viewed);
  }
}
