package dev.cove.workspace.session;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All sessions. */
interface Sessions extends Repository<Session, UUID> {

  Session save(Session session);

  void flush();

  Optional<Session> findById(UUID id);

  void delete(Session session);

  List<Session> findByOwnerId(UUID ownerId);

  Optional<Session> findByOwnerIdAndSnapshotId(UUID ownerId, UUID snapshotId);

  List<Session> findByOwnerIdAndExpiresAtAfterOrderByExpiresAt(UUID ownerId, Instant time);

  List<Session> findByExpiresAtLessThanEqual(Instant time, Limit limit);

  List<Session> findByTrashedAtBefore(Instant time, Limit limit);

  long countByOwnerIdAndStatusInAndExpiresAtIsNull(
      UUID ownerId, Collection<SessionStatus> statuses);

  @Query(
      """
      select s from Session s
      where s.ownerId = :owner and s.status in :statuses and s.expiresAt is null
        and (lower(s.name) like :pattern escape '!' or lower(s.description) like :pattern escape '!')
        and (s.lastUsedAt < :usedBefore or (s.lastUsedAt = :usedBefore and s.id < :beforeId))
      order by s.lastUsedAt desc, s.id desc
      """)
  List<Session> page(
      UUID owner,
      Collection<SessionStatus> statuses,
      String pattern,
      Instant usedBefore,
      UUID beforeId,
      Limit limit);
}
