/** RFC 9474, RSABSSA-SHA384-PSS-Randomized: what makes a pass that nobody can tie to the person who asked for it. */
import { RSABSSA } from "@cloudflare/blindrsa-ts";

const suite = RSABSSA.SHA384.PSS.Randomized();
const algorithm = { name: "RSA-PSS", hash: "SHA-384" };

/** Bytes of the device's own nonce; 32 random bytes go before it. */
const nonceSize = 32;

/** What a device keeps before it asks, so that it can ask again and finish after a reload. */
export interface Blinding {
  readonly message: Uint8Array;
  readonly inv: Uint8Array;
  readonly blinded: Uint8Array;
}

const publicKey = (spki: Uint8Array<ArrayBuffer>): Promise<CryptoKey> => crypto.subtle.importKey("spki", spki, algorithm, true, ["verify"]);

/** Prepares and blinds a fresh message for a key. */
export async function blind(spki: Uint8Array<ArrayBuffer>): Promise<Blinding> {
  const message = suite.prepare(crypto.getRandomValues(new Uint8Array(nonceSize)));
  const { blindedMsg, inv } = await suite.blind(await publicKey(spki), message);
  return { message, inv, blinded: blindedMsg };
}

/** Unblinds the service's answer; throws where the signature is not one of that key. */
export async function finish(spki: Uint8Array<ArrayBuffer>, blinding: Pick<Blinding, "message" | "inv">, signed: Uint8Array): Promise<Uint8Array> {
  return suite.finalize(await publicKey(spki), blinding.message, signed, blinding.inv);
}
