-- What operators say about a machine; one without a row takes sandboxes.
create table node (
  name       text        primary key,
  draining   boolean     not null,
  changed_at timestamptz not null
);
