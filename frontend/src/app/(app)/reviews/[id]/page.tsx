import { ReviewRoute } from '@/features/reviews/review-route';

export const dynamicParams = false;
export const generateStaticParams = () => [{ id: '_' }];

export default function ReviewPage() {
  return <ReviewRoute />;
}
