/** A wallet as it travels to another phone: encrypted by a key that only the code on the old phone's screen holds. */
import { fromBase64Url, joined, sha256, toBase64Url, utf8 } from "./bytes.ts";
import type { Place, StoredPass } from "./wallet.ts";

/** What is in a letter. */
export interface Letter {
  readonly passes: readonly StoredPass[];
  readonly place?: Place | undefined;
  /** What the old phone remembers of the list of keys, so that the new one notices another list, too. */
  readonly keys?: string | undefined;
}

/** The secret of one move. Name and key of its letter are derived from it, and neither leads back. */
export type Seed = Uint8Array<ArrayBuffer>;

/** Every letter is filled up to this, so that its length tells nothing; twenty passes have some 16,000 bytes. */
const filledTo = 32 * 1024;

const nonceSize = 12;
const version = 1;
const about = utf8("MoralePulse letter 1");

export const newSeed = (): Seed => crypto.getRandomValues(new Uint8Array(32));

const derived = async (seed: Seed, what: string, usages: KeyUsage[] = []): Promise<CryptoKey | ArrayBuffer> => {
  const secret = await crypto.subtle.importKey("raw", seed, "HKDF", false, ["deriveBits", "deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(`MoralePulse letter ${what}`) };
  return usages.length > 0 ? crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, usages) : crypto.subtle.deriveBits(how, secret, 256);
};

/** Under which name the mailbox keeps a move's letter. */
export const nameOf = async (seed: Seed): Promise<string> => toBase64Url(new Uint8Array((await derived(seed, "name")) as ArrayBuffer));

/** Whose wallet a code is of, so that another person is told before anything is fetched. */
const checkOf = async (seed: Seed, wallet: string): Promise<Uint8Array> => (await sha256(joined(utf8("MoralePulse wallet"), seed, utf8(wallet)))).slice(0, 3);

/** What the new phone has to know: 48 characters for the end of an address, which browsers never send. */
export const codeOf = async (seed: Seed, wallet: string): Promise<string> => toBase64Url(joined(Uint8Array.of(version), seed, await checkOf(seed, wallet)));

/** Reads a code: its secret, and whether it is of this person's wallet. Null where it is no code, or not all of one. */
export async function readCode(code: string, wallet: string): Promise<{ readonly seed: Seed; readonly hers: boolean } | null> {
  if (!/^[\w-]{48}$/.test(code)) return null;
  const bytes = fromBase64Url(code);
  if (bytes[0] !== version) return null;
  const seed = bytes.slice(1, 33);
  return { seed, hers: (await checkOf(seed, wallet)).every((byte, at) => byte === bytes[33 + at]) };
}

type Secret = "message" | "inv" | "blinded" | "signature";

const secretsOf = { ready: ["message", "signature"], asked: ["message", "inv", "blinded"], spent: [], missed: [] } as const;

/** Encrypts a letter. What it has of passes is what the new phone needs: secrets of those that may still be spent, marks of those that were. */
export async function seal(letter: Letter, seed: Seed): Promise<Uint8Array<ArrayBuffer>> {
  const passes = letter.passes.flatMap(({ keyId, kind, date, state, boundTo, ...pass }) =>
    state !== "elsewhere" && state !== "moving"
      ? [{ keyId, kind, date, state, boundTo, ...Object.fromEntries(secretsOf[state].map(secret => [secret, toBase64Url(pass[secret]!)])) }]
      : [],
  );
  const text = utf8(JSON.stringify({ ...letter, passes }));
  if (text.length > filledTo - 4) throw new RangeError("The wallet is too large for a letter.");
  const filled = new Uint8Array(filledTo);
  new DataView(filled.buffer).setUint32(0, text.length);
  filled.set(text, 4);
  const nonce = crypto.getRandomValues(new Uint8Array(nonceSize));
  return joined(nonce, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: about }, (await derived(seed, "key", ["encrypt"])) as CryptoKey, filled)));
}

/** Decrypts a letter; throws where it was not sealed with this secret, or has changed on its way. */
export async function open(sealed: Uint8Array<ArrayBuffer>, seed: Seed): Promise<Letter> {
  const key = (await derived(seed, "key", ["decrypt"])) as CryptoKey;
  const filled = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.slice(0, nonceSize), additionalData: about }, key, sealed.slice(nonceSize)));
  const text = new TextDecoder().decode(filled.subarray(4, 4 + new DataView(filled.buffer).getUint32(0)));
  const letter = JSON.parse(text) as Omit<Letter, "passes"> & { passes: Written[] };
  return { ...letter, passes: letter.passes.map(read) };
}

type Written = Omit<StoredPass, Secret> & Partial<Record<Secret, string>>;

function read({ message, inv, blinded, signature, ...pass }: Written): StoredPass {
  const secrets = Object.entries({ message, inv, blinded, signature }).flatMap(([name, text]) => (text === undefined ? [] : [[name, fromBase64Url(text)]]));
  return { ...pass, ...(Object.fromEntries(secrets) as Partial<Record<Secret, Uint8Array>>) };
}

const rank = (pass: StoredPass): number => (pass.state === "spent" ? 5 : pass.state === "missed" ? 4 : pass.state === "ready" ? (pass.boundTo === undefined ? 2 : 3) : pass.state === "asked" ? 1 : 0);

/** Of a pass that both phones know: spent wins over ready, bound over unbound, what can be spent over what can't. */
export const merged = (mine: StoredPass | undefined, theirs: StoredPass): StoredPass => (mine !== undefined && rank(mine) > rank(theirs) ? mine : theirs);
