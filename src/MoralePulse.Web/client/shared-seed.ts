/**
 * The one thing that a shared computer keeps, until a tap is sent or the tab is closed: random bytes, the same for whoever comes, which say nothing of anybody.
 * With them and a signed-in person's wallet id a reloaded page asks for the same passes again; without them nobody can.
 */
import { fromBase64Url, toBase64Url } from "./bytes.ts";

const keptAs = "moralepulse seed";

export function sharedSeed(): Uint8Array<ArrayBuffer> {
  const kept = sessionStorage.getItem(keptAs);
  if (kept !== null) return fromBase64Url(kept);
  const seed = crypto.getRandomValues(new Uint8Array(32));
  sessionStorage.setItem(keptAs, toBase64Url(seed));
  return seed;
}

export const forgetSeed = (): void => sessionStorage.removeItem(keptAs);
