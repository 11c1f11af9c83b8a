-- A session and the totals of its workspace. Every change of its files locks this row and counts the revision up.
create table session (
  id             uuid        primary key,
  owner_id       uuid        not null,
  name           text        not null,
  description    text        not null,
  template       text        not null,
  status         text        not null check (status in ('ACTIVE', 'ARCHIVED', 'TRASHED')),
  authors        uuid[]      not null,
  revision       bigint      not null default 0,
  entry_count    integer     not null default 0,
  file_count     integer     not null default 0,
  bytes          bigint      not null default 0,
  -- what went before this revision is only known in part: who asks for changes since then gets everything
  complete_from  bigint      not null default 0,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  last_opened_at timestamptz,
  last_used_at   timestamptz not null,
  trashed_at     timestamptz,
  version        bigint      not null default 0
);

create index session_by_use on session (owner_id, last_used_at desc, id desc);
create index session_in_trash on session (trashed_at) where status = 'TRASHED';

create table idempotency_key (
  owner_id   uuid        not null,
  key        text        not null,
  session_id uuid        not null,
  created_at timestamptz not null,
  primary key (owner_id, key)
);

-- Contents by their SHA-256. Not compressed: saving stays cheap, and a range is read without the rest.
create table blob (
  sha256     text        primary key,
  size       integer     not null,
  binary_data boolean    not null,
  data       bytea       not null,
  created_at timestamptz not null default now()
);

alter table blob alter column data set storage external;
create index blob_by_age on blob (created_at);

-- The workspace as it is now. Paths compare bytewise, so a folder's content is one range of the key.
create table item (
  session_id  uuid        not null references session on delete cascade,
  path        text        collate "C" not null,
  file_id     uuid        not null,
  type        text        not null check (type in ('FILE', 'FOLDER', 'SYMLINK')),
  etag        text        references blob,
  size        bigint      not null,
  binary_data boolean     not null,
  executable  boolean     not null,
  persisted   boolean     not null,
  modified_at timestamptz not null,
  revision    bigint      not null,
  primary key (session_id, path)
);

create index item_by_revision on item (session_id, revision);
create index item_by_etag on item (etag);

-- Every state an item ever had, and the revisions for which it was so: [revision, until).
create table item_version (
  session_id  uuid        not null references session on delete cascade,
  file_id     uuid        not null,
  revision    bigint      not null,
  until       bigint,
  ended_at    timestamptz,
  path        text        collate "C" not null,
  type        text        not null,
  etag        text        references blob,
  size        bigint      not null,
  binary_data boolean     not null,
  executable  boolean     not null,
  persisted   boolean     not null,
  origin      text        not null,
  conflict    boolean     not null,
  created_at  timestamptz not null,
  primary key (session_id, file_id, revision)
);

create index item_version_by_path on item_version (session_id, path, revision desc);
create index item_version_by_end on item_version (session_id, until);
create index item_version_by_etag on item_version (etag);
create index item_version_by_age on item_version (ended_at) where ended_at is not null;

-- One row a revision: what the events socket sends.
create table change_set (
  session_id uuid        not null references session on delete cascade,
  revision   bigint      not null,
  origin     text        not null,
  client_id  text,
  changes    text        not null,
  truncated  boolean     not null,
  created_at timestamptz not null,
  primary key (session_id, revision)
);

create index change_set_by_age on change_set (created_at);

-- Immutable manifests. They outlive the session: its blobs stay as long as a manifest names them.
create table snapshot (
  id         uuid        primary key,
  session_id uuid        not null,
  owner_id   uuid        not null,
  revision   bigint      not null,
  file_count integer     not null,
  bytes      bigint      not null,
  created_at timestamptz not null
);

create table snapshot_item (
  snapshot_id uuid    not null references snapshot on delete cascade,
  path        text    collate "C" not null,
  type        text    not null,
  etag        text    references blob,
  size        bigint  not null,
  binary_data boolean not null,
  executable  boolean not null,
  primary key (snapshot_id, path)
);

create index snapshot_item_by_etag on snapshot_item (etag);

-- The sandbox as it was last heard of, for a browser that has just opened the events socket.
create table known_sandbox (
  session_id uuid        primary key references session on delete cascade,
  sandbox    text        not null,
  heard_at   timestamptz not null
);
