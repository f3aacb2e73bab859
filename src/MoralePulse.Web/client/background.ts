/** Browsers that can (Chromium's) wake the service worker when there is network again, so that a tap goes though every page was closed. */
import type { Owner } from "./sending.ts";

const prefix = "taps";

/** What browsers offer beside TypeScript's own list of them. */
interface WithSync {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** Names a wallet's taps to the browser; nothing of a tap is in it. */
export const tagOf = (owner: Owner): string => `${prefix} ${owner.ods} ${owner.wallet}`;

/** Reads such a name; undefined for any other. */
export function ownerOf(tag: string): Owner | undefined {
  const [kind, ods, wallet] = tag.split(" ");
  return kind === prefix && ods !== undefined && wallet !== undefined ? { ods, wallet } : undefined;
}

/** Asks to be woken; does nothing where the browser can't. */
export async function wakeForTaps(owner: Owner): Promise<void> {
  const worker = (await navigator.serviceWorker?.getRegistration()) as (ServiceWorkerRegistration & WithSync) | undefined;
  await worker?.sync?.register(tagOf(owner)).catch(() => undefined);
}
