-- A throw-away session has the files of one snapshot, is used by one person for a while and then deleted.
alter table session
  add column snapshot_id uuid,
  add column expires_at timestamptz,
  add constraint throw_away_sessions_end check ((snapshot_id is null) = (expires_at is null));

create unique index session_of_snapshot on session (owner_id, snapshot_id) where snapshot_id is not null;
create index session_by_end on session (expires_at) where expires_at is not null;
