import { PersonPageView } from '@/app/(app)/people/[id]/person-page';

export const dynamicParams = false;
export const generateStaticParams = () => [{ id: '_' }];

export default function PersonPage() {
  return <PersonPageView />;
}
