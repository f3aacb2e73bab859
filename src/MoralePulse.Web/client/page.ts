/** What the service wrote into a page for its script. */
import { nowIn } from "./calendar.ts";
import type { Collector } from "./collect.ts";

export function element<T extends Element = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found as unknown as T;
}

/**
 * Who is signed in and what time it is in her organisation, from the attributes of #who; null on a page for nobody in particular. A page that this device
 * kept has an old time, so it goes by the device's clock; a simulated organisation's clock is known to the service only.
 */
export function collector(): Collector | null {
  const who = document.getElementById("who")?.dataset;
  if (!who) return null;
  const [simulated, offline] = [who.simulated === "true", who.offline === "true"];
  return {
    ods: who.ods!,
    wallet: who.wallet!,
    simulated,
    now: offline && !simulated ? nowIn(who.timeZone!) : { date: who.date!, time: who.time! },
    worker: who.worker!,
    daysOpen: Number(who.daysOpen),
    shared: who.shared === "true",
    offline,
  };
}

/** Shows one of several panels and hides the others. */
export function showOnly(shown: HTMLElement, all: readonly HTMLElement[]): void {
  for (const one of all) one.hidden = one !== shown;
}

/** Shows one of several panels to somebody who has just done something, and leads her to its heading. */
export function lead(shown: HTMLElement, all: readonly HTMLElement[]): void {
  showOnly(shown, all);
  const heading = shown.querySelector<HTMLElement>("h1")!;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo({ top: 0 });
}
