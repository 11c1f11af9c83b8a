'use client';

import { PersonView } from '@/features/people/person-view';
import { AskReviewerButton } from '@/features/reviews/ask-reviewer-button';

export function PersonPageView() {
  return <PersonView ask={({ id, name }) => <AskReviewerButton reviewerId={id} name={name} />} />;
}
