-- The queue's order within one priority; four such ranges make the queue.
drop index review_pending;
create index review_queue on review (priority, queued_at, id) where status = 'PENDING';
create index review_first_claimed on review (first_claimed_at desc) where first_claimed_at is not null;
create index history_verdicts on history (reviewer, id desc)
  where action in ('APPROVE', 'RECOMMEND', 'REQUEST_CHANGES', 'REJECT');

-- Which rounds somebody has looked at: what is new to them is what came after.
create table visit (
  review_id uuid        not null references review on delete cascade,
  viewer    uuid        not null,
  round     int         not null,
  at        timestamptz not null,
  primary key (review_id, viewer, round)
);

-- A file that was looked at stays so in later rounds for as long as its content is the same.
alter table viewed add column etag text;
create index viewed_by_viewer on viewed (review_id, viewer, path);

-- What somebody does not want to be told.
create table notification_switched_off (
  recipient uuid not null,
  type      text not null,
  primary key (recipient, type)
);

create index notification_by_review on notification (recipient, review_id, sequence desc);
