import { beforeEach, expect, it } from 'vitest';
import { changeFontSize, changeTerminalSettings, DEFAULT_SETTINGS, LARGEST_FONT, readTerminalSettings, SMALLEST_FONT, useTerminalSettings } from '@/features/workbench/terminal-settings';

beforeEach(() => useTerminalSettings.setState(DEFAULT_SETTINGS));

it('T12 keeps copy on select off until somebody turns it on, and remembers it', () => {
  expect(readTerminalSettings().copyOnSelect).toBe(false);
  changeTerminalSettings({ copyOnSelect: true });
  expect(readTerminalSettings().copyOnSelect).toBe(true);
});

it('changes the font size by steps, within what can be read, and back', () => {
  changeFontSize(1);
  expect(readTerminalSettings().fontSize).toBe(13.5);
  for (let step = 0; step < 50; step += 1) changeFontSize(1);
  expect(readTerminalSettings().fontSize).toBe(LARGEST_FONT);
  for (let step = 0; step < 50; step += 1) changeFontSize(-1);
  expect(readTerminalSettings().fontSize).toBe(SMALLEST_FONT);
  changeFontSize(0);
  expect(readTerminalSettings().fontSize).toBe(DEFAULT_SETTINGS.fontSize);
});

it.each(['', '{', 'null', '{"fontSize":"big","copyOnSelect":1}', '{"fontSize":1e9}'])('reads nonsense as the defaults or the nearest size: %s', (stored) => {
  localStorage.setItem('cove.terminal', stored);
  const { fontSize, copyOnSelect } = readTerminalSettings();
  expect(fontSize).toBeLessThanOrEqual(LARGEST_FONT);
  expect(copyOnSelect).toBe(false);
});
