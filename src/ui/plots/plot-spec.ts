/** One series over the common x. An `edge` bounds a band. */
export interface Series {
  /** Name of a colour token, e.g. `--hit`. */
  readonly colour: string;
  readonly kind: 'line' | 'thin' | 'step' | 'dots' | 'crosses' | 'edge';
}

/** A band between two series, by their places in the data. */
interface Band {
  readonly upper: number;
  readonly lower: number;
  readonly colour: string;
}

/** What a plot is made of, whatever its data. */
export interface PlotSpec {
  readonly xLabel: string;
  /** What x goes from and to; absent: x counts shots, as far as there are any. */
  readonly xRange?: readonly [number, number];
  /** Where x is labelled, and how; absent: the plot chooses. */
  readonly xTicks?: readonly number[];
  readonly xFormat?: (value: number) => string;
  /** Whether x is drawn by its logarithm. */
  readonly xLog?: boolean;
  readonly y: {
    readonly label: string;
    readonly min: number;
    readonly max: number;
    /** Where the axis is labelled; null leaves it to the plot. */
    readonly ticks: readonly number[] | null;
    readonly format: (value: number) => string;
    /** Whether y is drawn by its logarithm. */
    readonly log?: boolean;
  };
  readonly series: readonly Series[];
  readonly bands: readonly Band[];
}

/** x, then one array for each series; NaN where a series of dots or crosses has none. Lines have no gaps. */
export type PlotData = readonly [Float64Array, ...Float64Array[]];

/** What is drawn besides the data. Colours are names of tokens, or `#` and six digits. */
export interface Decor {
  /** The x that are shown, where x counts shots; absent: all. */
  readonly window?: readonly [number, number] | null;
  /** Dashed lines across, at these x. */
  readonly dividers: readonly number[];
  /** Dotted lines along, at these y. */
  readonly levels: readonly {
    readonly value: number;
    readonly label: string;
    readonly colour: string;
    /** At which end it is written; absent: left. */
    readonly end?: 'left' | 'right';
  }[];
  /** Lines across at these x, with their meaning; those beside each other are written at different heights. */
  readonly markers?: readonly Marker[];
  /** Along the data, how large and clear dots and crosses are, 0 to 1; absent: all are whole. */
  readonly strengths?: Float64Array;
  /** Hatched from x to x: where nothing can be. */
  readonly barred?: readonly (readonly [number, number])[];
  /** A map beneath all else; what lies on it is outlined. */
  readonly cells?: Cells;
  /** Words at a place of the data. */
  readonly notes?: readonly {
    readonly x: number;
    readonly y: number;
    readonly words: string;
  }[];
  /** An arrow from the origin to here. */
  readonly arrow?: { readonly x: number; readonly y: number };
}

/** A place on x that has a name. */
export interface Marker {
  readonly x: number;
  readonly label: string;
  readonly colour: string;
}

/** Rates over x and y, where they were computed. */
export interface Cells {
  /** Ascending. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** One row of y for each x, one after the other. */
  readonly rates: Float64Array;
  readonly colourOf: (rate: number) => string;
}

/** A place in the data's own numbers. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where the data is drawn on the host, CSS pixels. */
export interface DrawnArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
