/** Whose server it is: WPILib's ntcore of that season. */
export const seasons = ['2026', '2027'] as const;
export type Season = (typeof seasons)[number];

/** How a season's server serves a client. */
export interface Serving {
  readonly season: Season;
  /** 2027 sends a client of the robot's own machine each thing at once, one to a frame, and never pings it by itself. */
  readonly isLocal: boolean;
}

/** How a client of that address is served. ntcore 2027 goes by the beginning of the address, 2026 serves all alike. */
export const servingOf = (season: Season, address: string): Serving => ({
  season,
  isLocal: season === '2027' && address.startsWith('127.'),
});
