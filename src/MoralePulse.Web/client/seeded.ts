/**
 * Passes of a shared computer, which stores nothing of anybody: all chance of a pass is drawn from one seed of the tab and the person's wallet, so that after a
 * reload the same message can be asked for again (RFC 9474 asks for randomness; this is a cipher's stream under a fresh key for each pass).
 */
import { joined, utf8 } from "./bytes.ts";

/** Enough for a nonce, a prefix, a salt and sixty blinding factors, of which every second one fits. */
const streamSize = 16 * 1024;

/** The randomness of one pass. Another person's, or another key's, has nothing in common with it. */
export async function streamOf(seed: Uint8Array<ArrayBuffer>, wallet: string, keyId: string): Promise<Uint8Array<ArrayBuffer>> {
  const secret = await crypto.subtle.importKey("raw", seed, "HKDF", false, ["deriveKey"]);
  const info = joined(utf8("MoralePulse shared computer"), utf8(`\n${wallet}\n${keyId}`));
  const key = await crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info }, secret, { name: "AES-CTR", length: 256 }, false, ["encrypt"]);
  return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CTR", counter: new Uint8Array(16), length: 64 }, key, new Uint8Array(streamSize)));
}

/** Does work whose every draw comes from a stream. Nothing else may draw meanwhile, so it belongs into a worker that does one thing at a time. */
export async function drawingFrom<T>(stream: Uint8Array, work: () => Promise<T>): Promise<T> {
  let at = 0;
  crypto.getRandomValues = <A extends ArrayBufferView | null>(into: A): A => {
    const bytes = new Uint8Array(into!.buffer, into!.byteOffset, into!.byteLength);
    if (at + bytes.length > stream.length) throw new RangeError("The stream of a pass is used up.");
    bytes.set(stream.subarray(at, (at += bytes.length)));
    return into;
  };
  try {
    return await work();
  } finally {
    delete (crypto as Partial<Crypto>).getRandomValues; // the browser's own is there again
  }
}
