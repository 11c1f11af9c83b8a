'use client';

import { PeopleView } from '@/features/people/people-view';
import { AskReviewerButton } from '@/features/reviews/ask-reviewer-button';

export function PeoplePageView() {
  return <PeopleView ask={({ id, name }) => <AskReviewerButton reviewerId={id} name={name} />} />;
}
