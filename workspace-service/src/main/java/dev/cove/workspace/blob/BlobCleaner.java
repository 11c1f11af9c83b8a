package dev.cove.workspace.blob;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives the room of contents back that no item, version or snapshot names any more. The foreign
 * keys have the last word: a content that is named at the same moment stays.
 */
@Component
class BlobCleaner {

  private static final Logger log = LoggerFactory.getLogger(BlobCleaner.class);

  private final Blobs blobs;

  BlobCleaner(Blobs blobs) {
    this.blobs = blobs;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT15M")
  void clean() {
    try {
      int removed = blobs.removeUnnamed();
      while (removed > 0) {
        log.info("Removed {} contents that nothing names", removed);
        removed = blobs.removeUnnamed();
      }
    } catch (DataIntegrityViolationException e) {
      log.debug("A content was named again while it was to be removed", e);
    }
  }
}
