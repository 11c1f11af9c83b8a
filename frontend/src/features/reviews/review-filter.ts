import type { ReviewListView } from '@/features/reviews/queries';
import type { Priority, ReviewStatus } from '@/lib/api/types';

/** Which reviews are listed; all of it is in the address. */
export interface ReviewFilter {
  /** null is what suits the person: the queue for who reviews, their own for everybody else. */
  view: ReviewListView | null;
  status: ReviewStatus | null;
  priority: Priority | null;
  q: string;
}

const VIEWS: readonly ReviewListView[] = ['queue', 'assigned', 'mine', 'all'];
const STATUSES: readonly ReviewStatus[] = ['PENDING', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED', 'REJECTED', 'WITHDRAWN'];
const PRIORITIES: readonly Priority[] = ['URGENT', 'HIGH', 'MEDIUM', 'LOW'];

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | null => values.find((value) => value === text) ?? null;

export const readFilter = (parameters: URLSearchParams): ReviewFilter => ({
  view: oneOf(VIEWS, parameters.get('view')),
  status: oneOf(STATUSES, parameters.get('status')),
  priority: oneOf(PRIORITIES, parameters.get('priority')),
  q: (parameters.get('q') ?? '').slice(0, 200),
});

export function writeFilter(filter: ReviewFilter): string {
  const parameters = new URLSearchParams();
  for (const key of ['view', 'status', 'priority', 'q'] as const) {
    const value = filter[key];
    if (value) parameters.set(key, value);
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}

export const isFiltered = ({ status, priority, q }: ReviewFilter): boolean => status !== null || priority !== null || q !== '';
