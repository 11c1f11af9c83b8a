'use client';

import { Moon, Sun } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { useMounted } from '@/lib/route-id';
import { setTheme, useTheme } from '@/lib/theme';

export function ThemeButton() {
  const theme = useTheme();
  const mounted = useMounted();
  const next = mounted && theme === 'dark' ? 'light' : 'dark';
  return <IconButton label={`Use the ${next} theme`} icon={next === 'light' ? <Sun className="size-4" /> : <Moon className="size-4" />} onClick={() => setTheme(next)} />;
}
