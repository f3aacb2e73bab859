/**
 * Keeps collecting apart from tapping. Who collects is known to the service, who taps is not: if one followed the other within seconds, whoever watches its
 * tables could put a name to a tap. So passes are collected on other pages than the tap, a while after they were opened, and not soon after a tap in the same tab.
 */
const opened = "moralepulse tap opened";

/** For so long after the tap page nothing is collected in this tab. */
const apartMs = 30 * 60_000;

/** The tap page is open, or a tap that waited goes. Which of them is not said. */
export const openedForTap = (): void => sessionStorage.setItem(opened, String(Date.now()));

/** Milliseconds for which this tab collects nothing yet; by a clock that was set back never longer than the whole. */
const restMs = (): number => Math.min(apartMs, Math.max(0, Number(sessionStorage.getItem(opened) ?? 0) + apartMs - Date.now()));

/** Milliseconds after which a page collects: ten to forty seconds, another each time. */
const delay = (chance = Math.random()): number => 10_000 + 30_000 * chance;

/** Does it later: once she has not tapped for a while, for as long as the page stays open. */
export function apartFromTaps(work: () => Promise<void>): void {
  setTimeout(() => (restMs() > 0 ? apartFromTaps(work) : void work()), restMs() + delay());
}
