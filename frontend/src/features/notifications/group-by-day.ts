import type { Notification } from '@/lib/api/types';

const DAY = 86_400_000;
const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

const isUnread = ({ readAt }: Notification): boolean => readAt === null || readAt === undefined;

/** Under the day they came: Today, Yesterday, then the date; in a day the unread ones first, and the newest of them. */
export function groupByDay(notifications: readonly Notification[], now: number): [string, Notification[]][] {
  const groups = new Map<string, Notification[]>();
  for (const notification of notifications) {
    const age = Math.round((midnight(now) - midnight(Date.parse(notification.createdAt))) / DAY);
    const name = age <= 0 ? 'Today' : age === 1 ? 'Yesterday' : new Date(notification.createdAt).toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
    groups.set(name, [...(groups.get(name) ?? []), notification]);
  }
  return [...groups].map(([name, those]) => [name, [...those.filter(isUnread), ...those.filter((each) => !isUnread(each))]]);
}
