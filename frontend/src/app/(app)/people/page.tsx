import type { Metadata } from 'next';
import { PeoplePageView } from '@/app/(app)/people/people-page';

export const metadata: Metadata = { title: 'Reviewers' };

export default function PeoplePage() {
  return <PeoplePageView />;
}
