/** The pictures of the page, each one path on a 24 × 24 grid: a shape of its own for each meaning. */
export const icons = {
  hit: { fill: true, path: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z' },
  miss: { fill: false, path: 'M5.5 5.5l13 13m0-13l-13 13' },
  long: { fill: true, path: 'M12 4.5l8.5 15h-17z' },
  short: { fill: true, path: 'M12 19.5l8.5-15h-17z' },
  left: { fill: true, path: 'M4.5 12l15-8.5v17z' },
  right: { fill: true, path: 'M19.5 12l-15-8.5v17z' },
  void: { fill: false, path: 'M5 12h14' },
  none: { fill: false, path: 'M8 9a4 4 0 1 1 6 3.5c-1.4.8-2 1.5-2 3M12 19.5v.2' },
  undo: { fill: false, path: 'M9 5L4.5 9.5 9 14M5 9.5h9a5 5 0 0 1 0 10h-3' },
  strike: { fill: false, path: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM6.5 17.5l11-11' },
  best: {
    fill: true,
    path: 'M12 3.2l2.7 5.7 6.2.8-4.5 4.3 1.1 6.2-5.5-3-5.5 3 1.1-6.2-4.5-4.3 6.2-.8z',
  },
  next: { fill: false, path: 'M5 5.5l9 6.5-9 6.5zM18.5 5.5v13' },
  hold: { fill: false, path: 'M8.5 5.5v13m7-13v13' },
  resume: { fill: false, path: 'M7 5l11.5 7L7 19z' },
  more: { fill: false, path: 'M5.5 12v.1M12 12v.1m6.5-.1v.1' },
  check: { fill: false, path: 'M4.5 12.5l5 5 10-11' },
  proposed: {
    fill: false,
    path: 'M12 4v.1m5.7 2.3v.1m2.3 5.5v.1m-2.3 5.6v.1M12 20v.1m-5.7-2.4v.1M4 12v.1m2.3-5.7v.1',
  },
  sent: { fill: false, path: 'M4 12h15m-6-6.5l6.5 6.5-6.5 6.5' },
  alert: { fill: false, path: 'M12 5v9m0 5v.2' },
  close: { fill: false, path: 'M6 6l12 12m0-12L6 18' },
  lock: { fill: false, path: 'M6 11h12v8.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3' },
} as const;

/** What a picture is called. */
export type IconName = keyof typeof icons;
