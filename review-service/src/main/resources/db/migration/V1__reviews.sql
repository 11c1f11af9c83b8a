-- Everybody who took part, as auth-service's events tell it; as_of orders late and repeated ones.
create table person (
  id           uuid        primary key,
  username     text        not null,
  display_name text,
  role         text        not null,
  level        text        not null check (level in ('NONE', 'JUNIOR', 'SENIOR')),
  disabled     boolean     not null default false,
  deleted      boolean     not null default false,
  as_of        timestamptz not null
);

create table review (
  id                 uuid        primary key,
  session_id         uuid        not null,
  title              text        not null,
  description        text        not null,
  priority           smallint    not null check (priority between 1 and 4),
  status             text        not null check (status in
    ('PENDING', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
  round              int         not null,
  paths              text[],
  submitted_by       uuid        not null,
  authors            uuid[]      not null,
  reviewer           uuid,
  requested_reviewer uuid,
  lease_expires_at   timestamptz,
  lease_noticed      boolean     not null default false,
  queued_at          timestamptz not null,
  first_claimed_at   timestamptz,
  created_at         timestamptz not null,
  updated_at         timestamptz not null,
  decided_at         timestamptz,
  idempotency_key    text,
  version            bigint      not null default 0,
  constraint reviewers_never_authors check (reviewer is null or not reviewer = any (authors))
);

create unique index review_open_of_session on review (session_id)
  where status in ('PENDING', 'IN_REVIEW', 'CHANGES_REQUESTED');
create unique index review_idempotency on review (submitted_by, idempotency_key)
  where idempotency_key is not null;
create index review_pending on review (queued_at) where status = 'PENDING';
create index review_submitted_by on review (submitted_by, id);
create index review_reviewer on review (reviewer, id) where reviewer is not null;
create index review_lease on review (lease_expires_at) where status = 'IN_REVIEW';

-- One row a transition or edit: who, when, why.
create table history (
  id          bigint generated always as identity primary key,
  review_id   uuid        not null references review,
  action      text        not null,
  from_status text,
  to_status   text        not null,
  round       int         not null,
  actor       uuid,
  reviewer    uuid,
  reason      text,
  at          timestamptz not null
);

create index history_review on history (review_id, id);
create index history_reviewer on history (review_id, reviewer) where reviewer is not null;

create table round (
  review_id   uuid        not null references review,
  number      int         not null,
  snapshot_id uuid        not null,
  revision    bigint      not null,
  file_count  int         not null,
  bytes       bigint      not null,
  note        text,
  created_at  timestamptz not null,
  primary key (review_id, number)
);

create table viewed (
  review_id uuid        not null references review,
  round     int         not null,
  viewer    uuid        not null,
  path      text        not null,
  at        timestamptz not null,
  primary key (review_id, round, viewer, path)
);

create table comment (
  id              uuid        primary key,
  review_id       uuid        not null references review,
  author          uuid        not null,
  parent_id       uuid        references comment,
  kind            text        not null,
  body            text        not null,
  round           int         not null,
  path            text,
  side            text,
  line            int,
  end_line        int,
  suggestion      text,
  must_verify     boolean     not null default false,
  draft           boolean     not null,
  deleted         boolean     not null default false,
  verdict         text,
  resolved_by     uuid,
  resolved_at     timestamptz,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  idempotency_key text
);

create unique index comment_idempotency on comment (author, idempotency_key)
  where idempotency_key is not null;
create index comment_review on comment (review_id, id);
create index comment_parent on comment (parent_id) where parent_id is not null;

-- The feed row is locked by each writer of a recipient, so sequences become visible in order.
create table notification_feed (
  recipient     uuid   primary key,
  last_sequence bigint not null,
  changes       bigint not null
);

create table notification (
  id         uuid        primary key,
  recipient  uuid        not null,
  sequence   bigint      not null,
  event_id   uuid        not null,
  type       text        not null,
  review_id  uuid,
  session_id uuid,
  title      text        not null,
  body       text        not null,
  link       text        not null,
  created_at timestamptz not null,
  read_at    timestamptz,
  unique (event_id, recipient),
  unique (recipient, sequence)
);

create index notification_unread on notification (recipient) where read_at is null;
