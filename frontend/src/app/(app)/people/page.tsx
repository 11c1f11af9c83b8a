import type { Metadata } from 'next';
import { PeopleView } from '@/features/people/people-view';

export const metadata: Metadata = { title: 'Reviewers' };

export default function PeoplePage() {
  return <PeopleView />;
}
