/** Fewer pixels than this are a tap. */
const leastPx = 4;

/**
 * Hears how far a pointer is dragged along an element, as a share of its width: positive to the right, since the last time.
 * @param ended hears that it was let go.
 */
export function dragged(
  moved: (share: number) => void,
  ended: () => void,
): (node: HTMLElement) => () => void {
  return (node) => {
    let from: number | null = null;
    let dragging = false;
    const down = ({ button, isPrimary, clientX }: PointerEvent): void => {
      if (button === 0 && isPrimary) from = clientX;
    };
    const move = ({ isPrimary, pointerId, clientX }: PointerEvent): void => {
      if (from === null || !isPrimary) return;
      if (!dragging && Math.abs(clientX - from) < leastPx) return;
      if (!dragging) node.setPointerCapture(pointerId);
      dragging = true;
      moved((clientX - from) / Math.max(1, node.clientWidth));
      from = clientX;
    };
    const up = (): void => {
      if (dragging) ended();
      from = null;
      dragging = false;
    };
    node.addEventListener('pointerdown', down);
    node.addEventListener('pointermove', move);
    node.addEventListener('pointerup', up);
    node.addEventListener('pointercancel', up);
    return () => {
      node.removeEventListener('pointerdown', down);
      node.removeEventListener('pointermove', move);
      node.removeEventListener('pointerup', up);
      node.removeEventListener('pointercancel', up);
    };
  };
}
