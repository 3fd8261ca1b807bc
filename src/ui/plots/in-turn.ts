const waiting = new Set<() => void>();
let frame = 0;

function next(): void {
  const [act] = waiting;
  frame = 0;
  if (act === undefined) return;
  waiting.delete(act);
  act();
  if (waiting.size > 0) frame = requestAnimationFrame(next);
}

/**
 * Has `act` called in a frame of its own, after all that asked before: what is built together would hold up a tap.
 * @returns withdraws it.
 */
export function inTurn(act: () => void): () => void {
  waiting.add(act);
  if (frame === 0) frame = requestAnimationFrame(next);
  return () => {
    waiting.delete(act);
  };
}
