/** The tap page without network: what the page asks of the browser. The work is done by service-worker.ts. */
import type { Collector } from "./collect.ts";
import { keptPages, ofWallet } from "./kept-pages.ts";

const asked = "moralepulse asked to persist";

/** Has this page opened without network from now on: on a device of one's own only. A shared computer keeps nothing of anybody. */
export async function keepPage(who: Collector): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  if (who.shared) await forgetPage();
  else await navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" }).catch(() => undefined); // tapping works without
}

/** Removes the page that was kept, and what keeps it. */
export async function forgetPage(): Promise<void> {
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  for (const name of (await caches.keys()).filter(keptPages)) await caches.delete(name);
}

/** Removes the page of whoever was here before: it holds her wallet's name. */
export async function forgetOthers(who: Collector): Promise<void> {
  if (!("caches" in globalThis)) return;
  for (const name of (await caches.keys()).filter(keptPages)) if (!ofWallet(name, who.wallet)) await caches.delete(name);
}

/** Asks once that the browser does not clear this device's passes and waiting taps when it needs room. */
export async function askToPersist(): Promise<void> {
  if (!navigator.storage?.persist || localStorage.getItem(asked) !== null) return;
  localStorage.setItem(asked, String(await navigator.storage.persist()));
}
