/**
 * Sends taps that wait, from a page or from the service worker. Whoever may undo or send a tap holds the tap's lock (Web Locks), so of several pages one
 * sends; a page that is closed lets go of it.
 */
import { send, type Settled } from "./tap.ts";
import type { KeptTap, Wallet } from "./wallet.ts";

/** Whose taps: the organisation and the wallet. */
export interface Owner {
  readonly ods: string;
  readonly wallet: string;
}

/**
 * Takes a tap's lock and returns what lets go of it.
 * @param patient waits for whoever holds it; otherwise the answer is undefined then
 */
export function lock(owner: Owner, keyId: string, patient = false): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`moralepulse ${owner.wallet} ${keyId}`, { ifAvailable: !patient }, held => {
        if (!held) return resolve(undefined);
        return new Promise<void>(end => resolve(() => end()));
      })
      .catch(reject);
  });
}

/** Tells every page of a wallet that its taps have changed. */
export const pagesOf = (owner: Owner): BroadcastChannel => new BroadcastChannel(`moralepulse ${owner.wallet}`);

/** Sends a tap whose lock is held, and writes down what became of it. What can't be written down is asked for again, and counts once. */
export async function attempt(owner: Owner, wallet: Wallet, tap: KeptTap): Promise<Settled> {
  const answer = await send(owner.ods, tap.body, body => wallet.rewrite(tap.keyId, body));
  if (answer.kind !== "again") await wallet.settle(tap.keyId, answer).catch(() => undefined);
  return answer;
}

/**
 * Sends what waits, one after the other, until there is no network.
 * @param patient waits for those that somebody else has in hand; a page leaves those out
 */
export async function sendWaiting(owner: Owner, wallet: Wallet, told: (keyId: string, answer: Settled) => void, patient = false): Promise<void> {
  for (const kept of await wallet.kept()) {
    const letGo = await lock(owner, kept.keyId, patient);
    if (!letGo) continue;
    try {
      const tap = await wallet.tried(kept.keyId).catch(() => kept); // a store that is full can't mark it, and nobody else can undo it
      if (!tap) continue;
      const answer = await attempt(owner, wallet, tap);
      told(tap.keyId, answer);
      if (answer.kind === "again" && answer.why === "lost") return;
    } finally {
      letGo();
    }
  }
}
