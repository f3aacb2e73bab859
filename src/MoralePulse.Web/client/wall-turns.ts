/** How a wall display turns its views over and moves: pure. */

/** Each view stands so long, in milliseconds. */
export const viewEvery = 20_000;

/** How often the page is looked at for a new version, in milliseconds. */
export const lookEvery = 5 * 60_000;

/** A connection that has been away so long is spoken of, in milliseconds. */
export const lostAfter = 60_000;

/** Places that the picture moves between, so that no edge burns in. */
export const positions = 9;

/** What a turn shows: each view in turn, every round somewhere else, and every other round with its order turned. */
export function turn(turns: number, views: number): { view: number; position: number; turned: boolean } {
  const [view, round] = [turns % views, Math.floor(turns / views)];
  return { view, position: (round + view) % positions, turned: round % 2 === 1 };
}
