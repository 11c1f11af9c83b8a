import { PersonView } from '@/features/people/person-view';

export const dynamicParams = false;
export const generateStaticParams = () => [{ id: '_' }];

export default function PersonPage() {
  return <PersonView />;
}
