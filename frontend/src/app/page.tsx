import { HomeRedirect } from '@/features/shell/home-redirect';

export default function HomePage() {
  return <HomeRedirect />;
}
