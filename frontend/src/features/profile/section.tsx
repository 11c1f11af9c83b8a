import type { ReactNode } from 'react';
import { Card } from '@/components/page';

export function Section({ title, intro, children }: { title: string; intro?: ReactNode; children: ReactNode }) {
  return (
    <Card className="p-5">
      <h2 className="text-base font-semibold">{title}</h2>
      {intro && <p className="mt-0.5 text-sm text-mut">{intro}</p>}
      <div className="mt-4">{children}</div>
    </Card>
  );
}
