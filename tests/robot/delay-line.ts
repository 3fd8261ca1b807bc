/** Hands each thing on so much later, and none before an earlier one: what comes behind a late one is late as well. */
export function delayLine<T>(delayMs: () => number, hand: (item: T) => void): (item: T) => void {
  const waiting: { readonly item: T; readonly atMs: number }[] = [];
  const handDue = (): void => {
    while (waiting.length > 0 && waiting[0]!.atMs <= performance.now()) hand(waiting.shift()!.item);
    if (waiting.length > 0) setTimeout(handDue, waiting[0]!.atMs - performance.now()).unref();
  };
  return (item) => {
    waiting.push({ item, atMs: performance.now() + delayMs() });
    if (waiting.length === 1) handDue();
  };
}
