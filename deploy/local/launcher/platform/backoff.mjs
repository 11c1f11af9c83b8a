// How often and how soon something that died is started again.
const MOST = 5;
const WINDOW_MS = 10 * 60_000;

/** @returns {number | null} milliseconds to wait, or null when it died too often to go on */
export function nextRestartIn(deathTimes, now) {
  const recent = deathTimes.filter((time) => now - time < WINDOW_MS).length;
  if (recent > MOST) return null;
  return Math.min(500 * 2 ** Math.max(0, recent - 1), 8_000);
}
