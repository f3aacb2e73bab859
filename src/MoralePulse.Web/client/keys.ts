/**
 * An organisation's public pass keys. A dishonest service could give one person a key of her own and so know her taps: so every key must be in the
 * one chain that everybody sees, and a chain that this browser has seen never changes.
 *
 * What is checked: on first sight the whole chain from its start; later only what was added since, from the head that is remembered. The whole list
 * is asked for again only where that leaves a gap (a device that was away for longer than keys stay open).
 */
import { fromBase64Url, joined, sha256, toBase64Url, utf8 } from "./bytes.ts";
import type { IsoDate } from "./calendar.ts";
import { text } from "./texts.ts";

export interface PassKey {
  readonly keyId: string;
  readonly kind: "day" | "week";
  /** A day pass's date, a week pass's Monday. */
  readonly serviceDate: IsoDate;
  readonly spki: string;
  readonly position: number;
}

export interface KeyList {
  readonly keys: readonly PassKey[];
  readonly head: string;
  readonly fingerprint: string;
}

/** What a browser remembers of a chain: its head at a position, and the ids of the keys that were open there. */
export interface Seen {
  readonly position: number;
  readonly head: string;
  readonly open: Readonly<Record<number, string>>;
}

/** The list of keys is not the one that this browser saw before, or a key is not what it should be: nothing may be collected with it. */
export class KeysNotTrusted extends Error {}

/** Checks a list against what was seen before and returns what to remember; null where the whole list is needed to tell. */
export async function check(ods: string, list: KeyList, seen: Seen | undefined, whole: boolean): Promise<Seen | null> {
  const keys = [...list.keys].sort((a, b) => a.position - b.position);
  for (const key of keys) if (toBase64Url(await sha256(fromBase64Url(key.spki))) !== key.keyId) throw new KeysNotTrusted(text("KeysWrongId"));

  let position = whole ? 0 : (seen?.position ?? 0);
  let head: Uint8Array<ArrayBuffer> = whole || !seen ? await sha256(utf8(`MoralePulse keys v1${ods}`)) : fromBase64Url(seen.head);
  for (const key of keys) {
    if (key.position <= position) {
      const before = seen?.open[key.position];
      if (before === undefined) return null;
      if (before !== key.keyId) throw new KeysNotTrusted(text("KeysExchanged"));
      continue;
    }

    if (key.position !== position + 1) {
      if (whole) throw new KeysNotTrusted(text("KeysGap"));
      return null;
    }

    head = await sha256(joined(head, utf8(key.kind === "day" ? "d" : "w"), utf8(key.serviceDate), await sha256(fromBase64Url(key.spki))));
    position = key.position;
    if (whole && position === seen?.position && toBase64Url(head) !== seen.head) throw new KeysNotTrusted(text("KeysChanged"));
  }

  if (toBase64Url(head) !== list.head || position < (seen?.position ?? 0)) throw new KeysNotTrusted(text("KeysHead"));
  return { position, head: list.head, open: Object.fromEntries(keys.slice(-64).map(key => [key.position, key.keyId])) };
}

/** Refuses a key that is not RSA of 2048 bits with the exponent 65537: an odd key could mark whoever uses it. */
export async function checkSize(spki: Uint8Array<ArrayBuffer>): Promise<void> {
  const key = await crypto.subtle.importKey("spki", spki, { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);
  const { modulusLength, publicExponent } = key.algorithm as RsaKeyAlgorithm;
  if (modulusLength !== 2048 || publicExponent.join() !== "1,0,1") throw new KeysNotTrusted(text("KeysSize"));
}

/** A head's first 80 bits in base32, in groups of four: what people compare. */
export function fingerprint(head: Uint8Array): string {
  const bits = [...head.slice(0, 10)].map(byte => byte.toString(2).padStart(8, "0")).join("");
  const letters = bits.match(/.{5}/g)!.map(five => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[parseInt(five, 2)]).join("");
  return letters.match(/.{4}/g)!.join("-");
}

/** The fingerprint of the list that was checked last; null where none was. */
export function seenFingerprint(memory: string): string | null {
  const kept = localStorage.getItem(memory);
  return kept === null ? null : fingerprint(fromBase64Url((JSON.parse(kept) as Seen).head));
}

/** The keys that are open now, checked. */
export async function openKeys(ods: string, memory: string): Promise<readonly PassKey[]> {
  const kept = localStorage.getItem(memory);
  const seen = kept === null ? undefined : (JSON.parse(kept) as Seen);
  const open = await fetchKeys(ods, false);
  const checked = (seen && (await check(ods, open, seen, false))) || (await check(ods, await fetchKeys(ods, true), seen, true))!;
  localStorage.setItem(memory, JSON.stringify(checked));
  const known = new Set(Object.values(checked.open));
  return open.keys.filter(key => known.has(key.keyId));
}

/** The open keys on a computer that remembers nothing: the whole chain is checked from its start each time. */
export async function openKeysUnremembered(ods: string): Promise<{ readonly keys: readonly PassKey[]; readonly fingerprint: string }> {
  const open = await fetchKeys(ods, false);
  const checked = (await check(ods, await fetchKeys(ods, true), undefined, true))!;
  const known = new Set(Object.values(checked.open));
  return { keys: open.keys.filter(key => known.has(key.keyId)), fingerprint: fingerprint(fromBase64Url(checked.head)) };
}

// Never from a cache: an older list than the one that is remembered would look like a chain that was cut.
async function fetchKeys(ods: string, all: boolean): Promise<KeyList> {
  const response = await fetch(`/api/v1/${ods}/pass-keys${all ? "?all=true" : ""}`, { credentials: "omit", cache: "no-cache", signal: AbortSignal.timeout(20_000) });
  if (!response.ok) throw new Error(`The list of keys could not be read (${response.status}).`);
  return (await response.json()) as KeyList;
}
