/** Collects passes ahead of need, a week at a time, so that asking for one tells nothing about when somebody taps. */
import { BlindInWorker } from "./blind-in-worker.ts";
import { fromBase64Url, toBase64Url } from "./bytes.ts";
import { addDays, isMorning, mondayOf, weekday, type LocalMoment } from "./calendar.ts";
import { checkSize, openKeys, type PassKey } from "./keys.ts";
import { settle } from "./moving.ts";
import type { StoredPass, Wallet } from "./wallet.ts";

/** From this day of a week on (Monday is 0), next week's passes are collected too. */
const thursday = 3;

/** Who collects, where, and what time it is there. */
export interface Collector {
  readonly ods: string;
  readonly wallet: string;
  readonly simulated: boolean;
  readonly now: LocalMoment;
  readonly worker: string;
  /** Days after a date on which its taps are still accepted. */
  readonly daysOpen: number;
  /** The computer of a ward, where nothing of anybody stays. */
  readonly shared: boolean;
  /** The page was opened without network, as this device kept it. */
  readonly offline: boolean;
}

/** Nobody is signed in any more. */
export class SignedOut extends Error {}

/** The organisation has no key for today yet: it was brought in a moment ago, and its keys are being made. */
export class KeysInTheMaking extends Error {}

/** Her passes are on another phone, or on their way to it: to collect here would take next week's from that phone. */
export class NotHere extends Error {
  constructor(readonly where: "moved" | "waiting" | "fetched") {
    super(where);
  }
}

/**
 * Which keys to collect passes of, a request for each list: what is left of this week, with what ended yesterday until noon; then next week, from
 * Thursday on.
 */
export function wanted<T extends Pick<PassKey, "kind" | "serviceDate">>(keys: readonly T[], now: LocalMoment): T[][] {
  const week = mondayOf(now.date);
  const first = isMorning(now) ? addDays(now.date, -1) : now.date;
  const next = addDays(week, 7);
  const within = (from: string, end: string) => (key: T) =>
    key.kind === "day" ? key.serviceDate >= from && key.serviceDate < end : key.serviceDate >= mondayOf(from) && key.serviceDate < end;
  return [keys.filter(within(first, next)), weekday(now.date) >= thursday ? keys.filter(within(next, addDays(next, 7))) : []].filter(list => list.length > 0);
}

/** Whether there is a key for today; keys are made a fortnight ahead, so only a new organisation has none. */
export const hasToday = (keys: readonly Pick<PassKey, "kind" | "serviceDate">[], now: LocalMoment): boolean => keys.some(key => key.kind === "day" && key.serviceDate === now.date);

/** What this browser remembers of a key list. A simulated organisation may be made anew, a real one's chain goes on for ever. */
export const memoryOf = (who: Collector): string => `moralepulse keys ${who.ods}${who.simulated ? ` ${who.wallet}` : ""}`;

/** For so many days after its date somebody sees on her device that she tapped for it, or that her tap came too late. */
const daysTold = 14;

/** Whether a closed pass is still shown in "Your taps". */
export const stillTold = (pass: Pick<StoredPass, "kind" | "state" | "date">, now: LocalMoment): boolean =>
  pass.kind === "day" && (pass.state === "spent" || pass.state === "missed") && pass.date >= addDays(now.date, -daysTold);

/**
 * Looks where the passes are, checks the list of keys and forgets passes that are over. Tells the service nothing of who is here.
 * @returns the keys that are open
 */
export async function tidy(who: Collector, wallet: Wallet): Promise<readonly PassKey[]> {
  const where = await settle(wallet, memoryOf(who));
  if (where !== "here") throw new NotHere(where);
  const keys = await openKeys(who.ods, memoryOf(who));
  if (!hasToday(keys, who.now)) throw new KeysInTheMaking();
  const open = new Set(keys.map(key => key.keyId));
  const waiting = new Set((await wallet.kept()).map(tap => tap.keyId)); // what becomes of these the service says
  await wallet.forget((await wallet.passes()).filter(pass => !open.has(pass.keyId) && !waiting.has(pass.keyId) && !stillTold(pass, who.now)).map(pass => pass.keyId));
  return keys;
}

/** Brings the wallet up to date. Asks nothing of the service beyond the list of keys where all that is wanted is there. */
export async function collect(who: Collector, wallet: Wallet): Promise<void> {
  const keys = await tidy(who, wallet);
  const held = new Set((await wallet.passes()).filter(pass => pass.state !== "asked").map(pass => pass.keyId));
  const lists = wanted(keys, who.now).map(list => list.filter(key => !held.has(key.keyId))).filter(list => list.length > 0);
  if (lists.length === 0) return;
  const worker = new BlindInWorker(who.worker);
  try {
    for (const list of lists) await ask(list, wallet, worker);
  } finally {
    worker.end();
  }
}

async function ask(keys: readonly PassKey[], wallet: Wallet, worker: BlindInWorker): Promise<void> {
  const known = new Set((await wallet.passes()).map(pass => pass.keyId));
  for (const key of keys.filter(key => !known.has(key.keyId))) {
    const spki = fromBase64Url(key.spki);
    await checkSize(spki);
    await wallet.add([{ keyId: key.keyId, kind: key.kind, date: key.serviceDate, state: "asked", ...(await worker.blind(spki)) }]);
  }

  // What the service refuses by name is taken out and the rest asked for again: a request is all or nothing.
  let left = [...keys];
  while (left.length > 0) {
    const asked = (await wallet.passes()).filter(pass => pass.state === "asked" && left.some(key => key.keyId === pass.keyId));
    if (asked.length === 0) return;
    const answer = await request(asked);
    if ("signatures" in answer) {
      for (const { keyId, signature } of answer.signatures) {
        const pass = asked.find(one => one.keyId === keyId);
        const key = left.find(one => one.keyId === keyId);
        if (pass && key) await wallet.answered(keyId, { state: "ready", signature: await worker.finish(fromBase64Url(key.spki), pass.message!, pass.inv!, fromBase64Url(signature)) });
      }

      return;
    }

    if (answer.issuedBefore) for (const keyId of answer.refused) await wallet.answered(keyId, { state: "elsewhere" });
    else await wallet.forget(answer.refused);
    left = left.filter(key => !answer.refused.includes(key.keyId));
  }
}

export const pause = (seconds: number) => new Promise<void>(done => setTimeout(done, seconds * 1000));

/** Asks up to four times where the answer is "in a moment": many collect, or another page of the same person does. */
export async function patiently(ask: () => Promise<Response>, wait = pause): Promise<Response> {
  for (let more = 3; ; more--) {
    const response = await ask();
    if ((response.status !== 429 && response.status !== 503) || more === 0) return response;
    await wait(Math.min(Number(response.headers.get("Retry-After")) || 3, 10));
  }
}

/** What the service answered: a signature for each message, or which of them it refuses, since they were issued before or can't be any more. */
type Collected =
  | { readonly signatures: readonly { readonly keyId: string; readonly signature: string }[] }
  | { readonly refused: readonly string[]; readonly issuedBefore: boolean };

/**
 * Asks for signatures: all of a request or none.
 * @throws SignedOut where nobody is signed in any more; anything else where there is no answer that says more
 */
export async function request(asked: readonly Pick<StoredPass, "keyId" | "blinded">[]): Promise<Collected> {
  const response = await patiently(() =>
    fetch("/api/v1/passes", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ blinded: asked.map(pass => ({ keyId: pass.keyId, message: toBase64Url(pass.blinded!) })) }),
      signal: AbortSignal.timeout(20_000),
    }),
  );
  if (response.ok) return (await response.json()) as Collected;
  if (response.status === 401) throw new SignedOut();
  // 409 issued before with another message, 410 destroyed or unknown, 400 a message to be blinded anew.
  const { keyIds = [] } = [400, 409, 410].includes(response.status) ? ((await response.json()) as { keyIds?: string[] }) : {};
  if (keyIds.length === 0) throw new Error(`Passes could not be collected (${response.status}).`);
  return { refused: keyIds, issuedBefore: response.status === 409 };
}
