import { Badge } from '@/components/ui/badge';
import type { ReviewerLevel } from '@/lib/api/types';

export function LevelBadge({ level }: { level: ReviewerLevel }) {
  if (level === 'SENIOR') return <Badge tone="acc">Senior</Badge>;
  return <Badge>{level === 'JUNIOR' ? 'Junior' : 'Not a reviewer'}</Badge>;
}
