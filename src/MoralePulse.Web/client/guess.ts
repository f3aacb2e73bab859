/** Which shift somebody means who opens the page now, and on which date it began. */
import { addDays, type IsoDate, type LocalMoment } from "./calendar.ts";

export interface Shift {
  readonly code: string;
  /** Local times of day, "20:30"; the end is on the next day where it is not after the start. */
  readonly starts: string;
  readonly ends: string;
}

/** What may be offered: a date to tap for, or the plain word that it is done. */
export type DateGuess =
  | { readonly kind: "tap"; readonly date: IsoDate }
  | { readonly kind: "tapped"; readonly date: IsoDate; readonly others: readonly IsoDate[] }
  | { readonly kind: "no pass" };

/** The date on which a shift last began: for a night before noon, and in the evening until it starts, that is yesterday. */
export const lastBegan = (shift: Shift, now: LocalMoment): IsoDate => (now.time < shift.starts ? addDays(now.date, -1) : now.date);

/** The shift whose end is nearest, for somebody whose shift is not known yet: people tap as they go home. */
export function guessShift<T extends Shift>(shifts: readonly T[], now: LocalMoment): T | undefined {
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const away = (shift: T): number => {
    const apart = Math.abs(minutes(shift.ends) - minutes(now.time));
    return Math.min(apart, 24 * 60 - apart);
  };
  return [...shifts].sort((a, b) => away(a) - away(b))[0];
}

/**
 * The date to offer. A shift that was tapped already is never quietly replaced by another day's: other days are only listed.
 * @param unspent open dates that this wallet has an unspent pass for, in any order
 * @param spent open dates that this wallet has tapped for
 */
export function guessDate(shift: Shift, now: LocalMoment, unspent: readonly IsoDate[], spent: readonly IsoDate[]): DateGuess {
  const began = lastBegan(shift, now);
  if (unspent.includes(began)) return { kind: "tap", date: began };
  const others = [...unspent].sort().reverse();
  if (spent.includes(began)) return { kind: "tapped", date: began, others };
  if (others[0] !== undefined) return { kind: "tap", date: others.find(date => date <= began) ?? others.at(-1)! };
  if (spent.includes(now.date)) return { kind: "tapped", date: now.date, others };
  return { kind: "no pass" };
}
