/** Which figures a page with live parts was drawn from, and whether it has caught up. Pure. */

/** Which figures a page was drawn from. */
export interface Drawn {
  /** The organisation's date that it was reckoned for; empty where nothing was released. */
  readonly date: string;
  readonly version: number;
}

/** Whether a page has caught up with a release: a trend is made a moment after its block is out. */
export const hasCaughtUp = (page: Drawn, release: Drawn): boolean => page.date > release.date || (page.date === release.date && page.version >= release.version);

/**
 * Waits before the next look, in milliseconds; null when there have been enough. After a release a trend is made within a minute or two. A new date alone
 * changes a trend only where a period is over, so that is looked at once.
 */
export function nextLook(looks: number, released: boolean): number | null {
  if (!released) return looks === 0 ? 90_000 : null;
  return looks >= 12 ? null : Math.min(20_000, 500 * 2 ** looks);
}

export const drawnOf = (data: Readonly<Record<string, string | undefined>>): Drawn => ({ date: data.date ?? "", version: Number(data.version ?? 0) });
