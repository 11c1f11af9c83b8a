-- The old index had a condition that the query for what has been there for its days does not name.
drop index session_in_trash;
create index session_by_time_in_trash on session (trashed_at) where trashed_at is not null;
