// Samples to figures, figures to a table.

/** The value below which the share of the samples lies (nearest rank). */
export function percentile(samples, share) {
  if (samples.length === 0) return NaN;
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

/** Of times the high percentiles are the bad ones; of a rate the low ones are, so those stand in their place. */
export const summary = (samples, { rate = false } = {}) => ({
  n: samples.length,
  p50: percentile(samples, 0.5),
  p95: percentile(samples, rate ? 0.05 : 0.95),
  p99: percentile(samples, rate ? 0.01 : 0.99),
});

/** How many times the floor it takes, at the median and the 95th percentile. */
export const ratios = (ours, floor) => ({ p50: ours.p50 / floor.p50, p95: ours.p95 / floor.p95 });

export const number = (value) => {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
};

/** Rows of text as an aligned Markdown table; all columns but the first are numbers. */
export function table(header, rows) {
  const all = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, i) => Math.max(...all.map((row) => row[i].length)));
  const line = (row) => `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const [first, ...rest] = all;
  return [line(first), rule, ...rest.map(line)].join('\n');
}
