'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

export function HomeRedirect() {
  const router = useRouter();
  useEffect(() => router.replace('/sessions'), [router]);
  return <main className="min-h-screen" aria-busy="true" />;
}
