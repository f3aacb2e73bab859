import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { attempt } from "../sending.ts";
import type { KeptTap, Wallet } from "../wallet.ts";

const fetched = globalThis.fetch;
afterEach(() => void (globalThis.fetch = fetched));

const owner = { ods: "RY5", wallet: "wallet-a" };
const tap = { keyId: "day", date: "2026-11-24", body: "{}" } as KeptTap;

/** The service as it answers a tap, and a wallet of which only the order of what happens is seen. */
async function orderOf(status: number, type: string): Promise<string[]> {
  const seen: string[] = [];
  globalThis.fetch = async () => Response.json({ type: `/problems/${type}` }, { status });
  const wallet = { settle: async (_: string, kind: string) => void seen.push(`written ${kind}`) } as unknown as Wallet;
  await attempt(owner, wallet, tap, answer => void seen.push(`heard ${answer.kind}`));
  return seen;
}

test("whoever sees a tap gone from the wallet knows why: the answer is heard before it is written", async () => {
  assert.deepEqual(await orderOf(400, "not-a-tap"), ["heard refused", "written refused"]);
  assert.deepEqual(await orderOf(410, "over"), ["heard closed", "written closed"]);
});

test("a tap that has to be sent again stays in the wallet as it is", async () => assert.deepEqual(await orderOf(503, "busy"), ["heard again"]));
