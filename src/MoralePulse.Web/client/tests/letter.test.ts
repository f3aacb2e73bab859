import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeQR } from "qr";
import decodeQR from "qr/decode.js";
import { codeOf, merged, nameOf, newSeed, open, readCode, seal } from "../letter.ts";
import { darkRuns } from "../qr.ts";
import type { StoredPass } from "../wallet.ts";

const bytes = (length: number, fill: number) => new Uint8Array(length).fill(fill);
const pass = (keyId: string, state: StoredPass["state"], more: Partial<StoredPass> = {}): StoredPass => ({ keyId, kind: "day", date: "2026-11-24", state, ...more });
const ready = pass("ready", "ready", { message: bytes(64, 1), inv: bytes(256, 2), blinded: bytes(256, 3), signature: bytes(256, 4) });
const asked = pass("asked", "asked", { message: bytes(64, 5), inv: bytes(256, 6), blinded: bytes(256, 7) });
const place = { unit: "ward-1", unitName: "Ward 1", shift: "early", staffGroup: "" };

test("a letter has what the new phone needs and nothing else, and only its secret opens it", async () => {
  const seed = newSeed();
  const sealed = await seal({ passes: [ready, asked, pass("spent", "spent", { boundTo: "ready" }), pass("gone", "elsewhere")], place, keys: "chain" }, seed);
  const { passes, ...rest } = await open(sealed, seed);
  assert.deepEqual(rest, { place, keys: "chain" });
  assert.deepEqual(passes.map(one => [one.keyId, one.state, Object.keys(one).filter(key => one[key as keyof StoredPass] instanceof Uint8Array).sort().join()]), [
    ["ready", "ready", "message,signature"],
    ["asked", "asked", "blinded,inv,message"],
    ["spent", "spent", ""],
  ]);
  assert.deepEqual(passes[0]?.signature, ready.signature);
  assert.equal(passes[2]?.boundTo, "ready");
  await assert.rejects(open(sealed, newSeed()));
  sealed[5000]! ^= 1;
  await assert.rejects(open(sealed, seed));
});

test("its length tells nothing of what is in it, and fits the mailbox to the byte", async () => {
  const many = Array.from({ length: 24 }, (_, at) => ({ ...asked, keyId: `${at}`.padStart(43, "k") }));
  for (const passes of [[], [ready], many]) assert.equal((await seal({ passes }, newSeed())).length, 12 + 32 * 1024 + 16);
});

test("the mailbox's name for it is another with each move and does not lead back to the secret", async () => {
  const seed = newSeed();
  assert.equal(await nameOf(seed), await nameOf(seed.slice()));
  assert.notEqual(await nameOf(seed), await nameOf(newSeed()));
  assert.match(await nameOf(seed), /^[\w-]{43}$/);
});

test("a code is read whole or not at all, and says whose wallet it is of", async () => {
  const seed = newSeed();
  const code = await codeOf(seed, "anna");
  assert.deepEqual(await readCode(code, "anna"), { seed, hers: true });
  assert.deepEqual(await readCode(code, "ben"), { seed, hers: false });
  for (const odd of [code.slice(1), `${code}A`, `B${code.slice(1)}`, "", code.replace(/.$/, "=")]) assert.equal(await readCode(odd, "anna"), null);
});

test("of two marks of one pass spent wins over ready, bound over unbound, and what can be spent over what can't", () => {
  const bound = { ...ready, boundTo: "day" };
  for (const [mine, theirs, wins] of [
    [undefined, ready, ready], [pass("x", "elsewhere"), ready, ready], [ready, pass("x", "spent"), "theirs"], [pass("x", "spent"), ready, "mine"], [ready, bound, bound], [bound, ready, bound], [asked, ready, ready], [ready, asked, ready],
  ] as const) assert.equal(merged(mine, theirs), wins === "mine" ? mine : wins === "theirs" ? theirs : wins);
});

test("the drawing of a code is its dark modules and no others, and a reader reads it", async () => {
  const address = `https://morale.example.org/move#${await codeOf(newSeed(), "anna")}`;
  const modules = encodeQR(address, "raw", { ecc: "medium", border: 4 });
  const size = modules.length;
  const drawn = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  for (const [, x, y, width] of darkRuns(modules).matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) drawn[Number(y)]!.fill(true, Number(x), Number(x) + Number(width));
  assert.deepEqual(drawn, modules);
  const scale = 5;
  const data = new Uint8Array((size * scale) ** 2 * 4);
  for (let y = 0; y < size * scale; y++) for (let x = 0; x < size * scale; x++) data.fill(drawn[Math.floor(y / scale)]![Math.floor(x / scale)] ? 0 : 255, (y * size * scale + x) * 4, (y * size * scale + x) * 4 + 4);
  assert.equal(decodeQR({ width: size * scale, height: size * scale, data }), address);
});
