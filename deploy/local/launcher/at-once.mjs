// Works through a list with so many at a time.
export async function atOnce(limit, items, work, stop = () => false) {
  const waiting = [...items];
  const worker = async () => {
    while (waiting.length > 0 && !stop()) await work(waiting.shift());
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
