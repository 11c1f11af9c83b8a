import { ReviewPageView } from '@/app/(app)/reviews/[id]/review-page';

export const dynamicParams = false;
export const generateStaticParams = () => [{ id: '_' }];

export default function ReviewPage() {
  return <ReviewPageView />;
}
