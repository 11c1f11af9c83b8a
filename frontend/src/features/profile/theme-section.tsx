'use client';

import { Section } from '@/features/profile/section';
import { setTheme, useThemeChoice, type ThemeChoice } from '@/lib/theme';

const CHOICES: [ThemeChoice, string][] = [
  ['system', 'As the system'],
  ['dark', 'Dark'],
  ['light', 'Light'],
];

export function ThemeSection() {
  const choice = useThemeChoice();
  return (
    <Section title="Theme" intro="Kept in this browser.">
      <div role="group" aria-label="Theme" className="inline-flex rounded-md border border-line2 bg-bg p-0.5">
        {CHOICES.map(([value, text]) => (
          <button key={value} type="button" aria-pressed={choice === value} onClick={() => setTheme(value)} className="h-7 rounded-sm px-3 text-sm text-mut hover:text-fg aria-pressed:bg-s3 aria-pressed:font-medium aria-pressed:text-fg">
            {text}
          </button>
        ))}
      </div>
    </Section>
  );
}
