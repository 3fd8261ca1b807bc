/**
 * Lets presses of a pointer inside an element act without moving the focus there. On a Driver Station laptop Space is
 * the emergency stop: it must not also press the button that was clicked last. A field is focused, to type in it.
 */
export function noFocusByPointer(node: HTMLElement): () => void {
  const keep = (event: MouseEvent): void => {
    if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
  };
  node.addEventListener('mousedown', keep);
  return () => {
    node.removeEventListener('mousedown', keep);
  };
}
