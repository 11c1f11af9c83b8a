/** What each kind of news is about, as the end of "Notify me when …". */
export const KINDS: Record<string, string> = {
  REVIEW_SUBMITTED: 'somebody asks me by name for a review',
  REVIEW_CLAIMED: 'my review is claimed or handed over',
  REVIEW_RELEASED: 'a claim on it ends or is given back',
  REVIEW_COMMENTED: 'somebody comments or replies',
  REVIEW_RESUBMITTED: 'a new round of a review I hold comes',
  REVIEW_COMPLETED: 'there is a verdict on my review',
  REVIEW_WITHDRAWN: 'a review I hold is withdrawn',
  LEASE_ENDING: 'my claim is about to end',
};
