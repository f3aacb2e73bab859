import assert from "node:assert/strict";
import { test } from "node:test";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { blind, finish } from "../blinding.ts";
import vectors from "./rfc9474.json";

const hex = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text.replace(/^0x/, ""), "hex"));
const base64Url = (text: string): string => Buffer.from(hex(text)).toString("base64url");

/** The library draws its prefix, salt and blinding factor in this order; a vector gives what it draws. */
async function drawing<T>(draws: Uint8Array[], work: () => Promise<T>): Promise<T> {
  const real = crypto.getRandomValues;
  crypto.getRandomValues = <A extends ArrayBufferView | null>(into: A): A => {
    const bytes = into as unknown as Uint8Array;
    if (bytes.length > 0) {
      const next = draws.shift()!;
      assert.equal(next.length, bytes.length);
      bytes.set(next);
    }

    return into;
  };
  try {
    return await work();
  } finally {
    crypto.getRandomValues = real;
  }
}

/** The blinding factor of which a vector gives the inverse, by Euclid's algorithm. */
function inverse(value: string, modulus: string): Uint8Array {
  const n = BigInt(modulus);
  let [a, b, x, y] = [BigInt(value), n, 1n, 0n];
  while (b !== 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return hex((((x % n) + n) % n).toString(16).padStart(modulus.length - 2, "0"));
}

const suites: Record<string, () => ReturnType<typeof RSABSSA.SHA384.PSS.Randomized>> = {
  "RSABSSA-SHA384-PSS-Randomized": () => RSABSSA.SHA384.PSS.Randomized(),
  "RSABSSA-SHA384-PSS-Deterministic": () => RSABSSA.SHA384.PSS.Deterministic(),
};

for (const vector of vectors) {
  test(`RFC 9474, appendix A: ${vector.name}`, async () => {
    const suite = suites[vector.name]!();
    const key = await crypto.subtle.importKey("jwk", { kty: "RSA", n: base64Url(vector.n), e: base64Url(vector.e) }, { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);
    const prepared = await drawing([hex(vector.msg_prefix)], async () => suite.prepare(hex(vector.msg)));
    assert.deepEqual(prepared, hex(vector.input_msg));
    const { blindedMsg, inv } = await drawing([hex(vector.salt), inverse(vector.inv, vector.n)], () => suite.blind(key, prepared));
    assert.deepEqual(blindedMsg, hex(vector.blinded_msg));
    assert.deepEqual(await suite.finalize(key, prepared, hex(vector.blind_sig), inv), hex(vector.sig));
  });
}

test("a pass is blinded, signed and finished, and a wrong answer is refused", async () => {
  const pair = await RSABSSA.SHA384.generateKey({ modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) });
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
  const blinding = await blind(spki);
  assert.equal(blinding.message.length, 64);
  const answer = await RSABSSA.SHA384.PSS.Randomized().blindSign(pair.privateKey, blinding.blinded);
  const signature = await finish(spki, blinding, answer);
  assert.equal(signature.length, 256);
  assert.ok(await crypto.subtle.verify({ name: "RSA-PSS", saltLength: 48 }, pair.publicKey, new Uint8Array(signature), new Uint8Array(blinding.message)));
  answer[9]! ^= 1;
  await assert.rejects(finish(spki, blinding, answer));
});
