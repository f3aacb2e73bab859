/** A unit's pulse, as the service sends it. */

export type Mood = "green" | "amber" | "red";
export const moods: readonly Mood[] = ["green", "amber", "red"];

export type Window = "latest" | "7d" | "28d";

export type Sums = Readonly<Record<Mood, number>> & { readonly total: number };

export interface Pulse {
  readonly unit: string;
  /** The organisation's date that the windows are reckoned for. */
  readonly date: string;
  readonly version: number;
  readonly asOf: string | null;
  readonly windows: Readonly<Record<Window, Sums | null>>;
  readonly countsIn?: { readonly id: string; readonly name: string };
}

/** Of two pulses of a unit the one with the newer (date, version) counts. */
export const isNewer = (one: Pulse, than: Pulse): boolean => one.date > than.date || (one.date === than.date && one.version > than.version);

/** A mood's share in whole per cent, halves rounded up: the same sum as the service's. */
export const share = (sums: Sums, mood: Mood): number => (sums.total === 0 ? 0 : Math.floor((200 * sums[mood] + sums.total) / (2 * sums.total)));

/** A unit's own figure for a window, else the nearest ancestor's; null where there is none up to the organisation. */
export function figureOf(unit: string, window: Window, pulses: ReadonlyMap<string, Pulse>, parentOf: (unit: string) => string | undefined): { sums: Sums; from: string } | null {
  for (let at: string | undefined = unit; at !== undefined; at = parentOf(at)) {
    const sums = pulses.get(at)?.windows[window];
    if (sums) return { sums, from: at };
  }

  return null;
}
