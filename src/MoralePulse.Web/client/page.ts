/** What the service wrote into a page for its script. */
import type { Collector } from "./collect.ts";

export function element<T extends Element = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found as unknown as T;
}

/** Who is signed in and what time it is in her organisation, from the attributes of #who; null on a page for nobody in particular. */
export function collector(): Collector | null {
  const who = document.getElementById("who")?.dataset;
  return who ? { ods: who.ods!, wallet: who.wallet!, simulated: who.simulated === "true", now: { date: who.date!, time: who.time! }, worker: who.worker! } : null;
}

/** Shows one of several panels and hides the others. */
export function showOnly(shown: HTMLElement, all: readonly HTMLElement[]): void {
  for (const one of all) one.hidden = one !== shown;
}
