import assert from "node:assert/strict";
import { test } from "node:test";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { blind, finish } from "../blinding.ts";
import { drawingFrom, streamOf } from "../seeded.ts";

const seed = new Uint8Array(32).fill(7);

test("a reloaded page blinds the same message for the same person and key, and another for anybody else", async () => {
  const pair = await RSABSSA.SHA384.generateKey({ modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) });
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
  const drawn = async (wallet: string, key: string, from = seed) => drawingFrom(await streamOf(from, wallet, key), () => blind(spki));
  const first = await drawn("anna", "tuesday");
  assert.deepEqual(await drawn("anna", "tuesday"), first);
  for (const other of [await drawn("ben", "tuesday"), await drawn("anna", "week"), await drawn("anna", "tuesday", new Uint8Array(32).fill(8))]) {
    assert.notDeepEqual(other.blinded, first.blinded);
    assert.notDeepEqual(other.message.slice(0, 32), first.message.slice(0, 32));
    assert.notDeepEqual(other.message.slice(32), first.message.slice(32));
  }

  const signed = await RSABSSA.SHA384.PSS.Randomized().blindSign(pair.privateKey, first.blinded);
  assert.equal((await finish(spki, first, signed)).length, 256);
});

test("afterwards chance is the browser's own again, also where the work failed", async () => {
  const own = crypto.getRandomValues;
  await assert.rejects(drawingFrom(new Uint8Array(16), () => Promise.resolve(crypto.getRandomValues(new Uint8Array(17)))), RangeError);
  assert.equal(crypto.getRandomValues, own);
  assert.notDeepEqual(crypto.getRandomValues(new Uint8Array(32)), crypto.getRandomValues(new Uint8Array(32)));
});
