import type { Role } from '@/features/reviews/rules';
import type { Review } from '@/lib/api/types';

/** Who talks in which review: what every thread and composer on the page needs to know. */
export interface Talk {
  review: Review;
  me: string | undefined;
  role: Role;
  mayComment: boolean;
  /** What the holder says waits for the verdict. */
  asDraft: boolean;
}
