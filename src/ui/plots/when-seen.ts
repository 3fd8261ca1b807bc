/** A drawing in a page. */
export interface SeenDrawing {
  /** Draws in the next frame, or once it can be seen. */
  wish(): void;
  end(): void;
}

/**
 * Has `draw` called when it is wished, and when the host's size or the theme changes: at most once a frame, and only while the host can be
 * seen.
 * @param restyle lets go of all that was drawn in the colours of another theme.
 */
export function whenSeen(host: HTMLElement, draw: () => void, restyle: () => void): SeenDrawing {
  let frame = 0;
  let visible = false;
  const wish = (): void => {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (visible) draw();
    });
  };
  const restyled = (): void => {
    restyle();
    wish();
  };
  const sizes = new ResizeObserver(wish);
  sizes.observe(host);
  const sights = new IntersectionObserver((entries) => {
    visible = entries.at(-1)?.isIntersecting ?? visible;
    if (visible) wish();
  });
  sights.observe(host);
  const themes = new MutationObserver(restyled);
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', restyled);
  return {
    wish,
    end() {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      sights.disconnect();
      themes.disconnect();
      scheme.removeEventListener('change', restyled);
    },
  };
}
