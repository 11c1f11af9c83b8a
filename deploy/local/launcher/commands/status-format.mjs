// The status report as a table for people.
export function formatStatus(report) {
  if (!report.up && report.processes.every(({ pid }) => pid === null)) return 'Cove is not up. Start it with ./cove up';
  const rows = [['process', 'state', 'pid', 'port', 'up for', 'memory', 'restarts']];
  for (const process of report.processes) {
    rows.push([
      process.name,
      process.state,
      process.pid ?? '–',
      process.port ?? '–',
      process.uptimeSeconds === null ? '–' : duration(process.uptimeSeconds),
      process.pid === null ? '–' : `${Math.round(process.pssKib / 1024)} MiB`,
      process.restarts || '',
    ]);
  }
  const healthy = report.healthy ? 'up and healthy' : 'up, but not all of it is healthy';
  const started = report.startSeconds === null ? '' : ` · last start took ${report.startSeconds.toFixed(1)} s`;
  return [
    `Cove is ${report.up ? healthy : 'not up, but some of its processes are'}: ${report.url}`,
    ...table(rows),
    `memory in all ${report.pssMib} MiB (sum of proportional set sizes)${started}`,
  ].join('\n');
}

export function duration(seconds) {
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  if (minutes > 0) return `${minutes} min ${seconds % 60} s`;
  return `${seconds} s`;
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows.map((row) => row.map((cell, column) => String(cell).padEnd(widths[column])).join('  ').trimEnd());
}
