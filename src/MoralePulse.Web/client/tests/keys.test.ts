import assert from "node:assert/strict";
import { test } from "node:test";
import { joined, sha256, toBase64Url, utf8 } from "../bytes.ts";
import { addDays } from "../calendar.ts";
import { check, checkSize, fingerprint, KeysNotTrusted, type KeyList, type PassKey } from "../keys.ts";

const ods = "RY5";

/** A chain as the service makes it; the keys' bytes need not be keys for the chain to be checked. */
async function chain(length: number, odd?: number): Promise<{ keys: PassKey[]; heads: string[] }> {
  let head = await sha256(utf8(`MoralePulse keys v1${ods}`));
  const keys: PassKey[] = [];
  const heads = [toBase64Url(head)];
  for (let position = 1; position <= length; position++) {
    const spki = utf8(`key ${position}${position === odd ? " of her own" : ""}`);
    const kind = position % 8 === 1 ? ("week" as const) : ("day" as const);
    const serviceDate = addDays("2026-11-23", position);
    head = await sha256(joined(head, utf8(kind === "day" ? "d" : "w"), utf8(serviceDate), await sha256(spki)));
    keys.push({ keyId: toBase64Url(await sha256(spki)), kind, serviceDate, spki: toBase64Url(spki), position });
    heads.push(toBase64Url(head));
  }

  return { keys, heads };
}

const list = (from: { keys: PassKey[]; heads: string[] }, first: number, last: number): KeyList => ({ keys: from.keys.slice(first - 1, last), head: from.heads[last]!, fingerprint: "" });

test("the whole chain is checked from its start, and then only what was added", async () => {
  const real = await chain(12);
  const seen = (await check(ods, list(real, 1, 9), undefined, true))!;
  assert.equal(seen.position, 9);
  assert.equal((await check(ods, list(real, 5, 12), seen, false))?.position, 12);
  assert.equal((await check(ods, list(real, 5, 9), seen, false))?.position, 9);
});

test("a gap asks for the whole list instead of guessing", async () => {
  const real = await chain(12);
  const seen = (await check(ods, list(real, 1, 4), undefined, true))!;
  assert.equal(await check(ods, list(real, 7, 12), seen, false), null);
  assert.equal((await check(ods, list(real, 1, 12), seen, true))?.position, 12);
});

const refused = (work: Promise<unknown>) => assert.rejects(work, KeysNotTrusted);

test("a key of her own is noticed, wherever it is put", async () => {
  const real = await chain(12);
  const seen = (await check(ods, list(real, 1, 9), undefined, true))!;
  const own = await chain(12, 8);
  await refused(check(ods, list(own, 5, 12), seen, false));
  await refused(check(ods, list(own, 1, 12), seen, true));
  await refused(check(ods, { ...list(real, 1, 12), keys: list(own, 1, 12).keys }, undefined, true));
  const after = await chain(12, 11);
  await refused(check(ods, { ...list(real, 5, 12), keys: list(after, 5, 12).keys }, seen, false));
});

test("a chain that was cut, or has another head for a position, is noticed", async () => {
  const real = await chain(12);
  const seen = (await check(ods, list(real, 1, 9), undefined, true))!;
  await refused(check(ods, list(real, 5, 8), seen, false));
  await refused(check(ods, { ...list(real, 5, 9), head: real.heads[8]! }, seen, false));
  await refused(check(ods, { ...list(real, 1, 12), keys: real.keys.filter(key => key.position !== 3) }, undefined, true));
});

test("a key under another key's id is noticed", async () => {
  const real = await chain(3);
  const keys = real.keys.map(key => (key.position === 2 ? { ...key, keyId: real.keys[0]!.keyId } : key));
  await refused(check(ods, { ...list(real, 1, 3), keys }, undefined, true));
});

test("a fingerprint is the head's first 80 bits in base32", () => {
  assert.equal(fingerprint(new Uint8Array(32)), "AAAA-AAAA-AAAA-AAAA");
  assert.equal(fingerprint(utf8("foobarfoob")), "MZXW-6YTB-OJTG-633C"); // as RFC 4648 writes it
});

test("only RSA of 2048 bits with the exponent 65537 is accepted", async () => {
  const spki = async (modulusLength: number, exponent: number[]) => {
    const pair = await crypto.subtle.generateKey({ name: "RSA-PSS", hash: "SHA-384", modulusLength, publicExponent: new Uint8Array(exponent) }, true, ["sign", "verify"]);
    return new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
  };
  await checkSize(await spki(2048, [1, 0, 1]));
  await refused(checkSize(await spki(1024, [1, 0, 1])));
  await refused(checkSize(await spki(2048, [3])));
});
