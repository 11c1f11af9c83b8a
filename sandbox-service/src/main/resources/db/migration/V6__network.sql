-- How far the session's sandbox may reach; none for a session of before, since nobody declared more.
alter table session add column network text not null default 'NONE';
