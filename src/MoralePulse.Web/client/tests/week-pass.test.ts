import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays } from "../calendar.ts";
import { AlreadyTapped, Wallet, type StoredPass } from "../wallet.ts";
import { setsFree, weekPassFor } from "../week-pass.ts";

type Pass = Parameters<typeof weekPassFor>[0][number];

const monday = "2026-11-23";
const day = (n: number) => ({ keyId: `day-${n}`, date: addDays(monday, n) });
const week: Pass = { keyId: "week", kind: "week", date: monday, state: "ready" };

test("a week pass goes with any day of its week while it is bound to none", () => {
  for (let n = 0; n < 7; n++) assert.equal(weekPassFor([week], day(n))?.keyId, "week");
  assert.equal(weekPassFor([week], day(7)), undefined);
  assert.equal(weekPassFor([week], day(-1)), undefined);
});

test("once bound it goes with that day pass again, and with no other", () => {
  const bound = { ...week, boundTo: "day-1" };
  assert.equal(weekPassFor([bound], day(1))?.keyId, "week");
  for (const n of [0, 2, 3, 4, 5, 6]) assert.equal(weekPassFor([bound], day(n)), undefined);
});

test("a spent one, or one that is not collected yet, goes with none", () => {
  for (const state of ["spent", "asked", "elsewhere", "missed"] as const) assert.equal(weekPassFor([{ ...week, state }], day(1)), undefined);
});

test("only an undo before any send sets it free, and only of the tap that bound it", () => {
  assert.ok(setsFree({ binds: true }));
  assert.ok(!setsFree({ binds: true, tried: true }));
  assert.ok(!setsFree({ binds: false }), "an earlier tap of the same day pass was sent with it and refused");
  assert.ok(!setsFree({}));
});

async function wallet(id: string): Promise<Wallet> {
  const opened = await Wallet.open(id);
  const bytes = new Uint8Array(1);
  const pass = (keyId: string, kind: "day" | "week", date: string): StoredPass => ({ keyId, kind, date, state: "ready", message: bytes, signature: bytes });
  await opened.add([pass("week", "week", monday), ...[0, 1, 2].map(n => pass(day(n).keyId, "day", day(n).date))]);
  return opened;
}

const keep = (one: Wallet, n: number) => one.keep(day(n).keyId, (_, with_) => with_?.keyId ?? "none");
const boundTo = async (one: Wallet) => (await one.passes()).find(pass => pass.keyId === "week")?.boundTo;

test("an undone tap leaves its wallet as it was, and the next tap has the week pass", async () => {
  const one = await wallet("undone");
  assert.equal((await keep(one, 1)).body, "week");
  assert.equal(await boundTo(one), "day-1");
  assert.ok(await one.undo("day-1"));
  assert.equal(await boundTo(one), undefined);
  assert.deepEqual(await one.kept(), []);
  assert.equal((await keep(one, 0)).body, "week");
});

test("a tap that was begun to be sent is never undone", async () => {
  const one = await wallet("tried");
  await keep(one, 1);
  await one.tried("day-1");
  assert.ok(!(await one.undo("day-1")));
  assert.equal((await one.kept())[0]?.tried, true);
  assert.equal(await boundTo(one), "day-1");
});

test("a tap that was sent, refused, tapped again and undone leaves the week pass bound", async () => {
  const one = await wallet("refused");
  await keep(one, 1);
  await one.tried("day-1");
  await one.settle("day-1", { kind: "refused", status: 400 });
  assert.equal((await one.passes()).find(pass => pass.keyId === "day-1")?.refused, 400, "every page can say why");
  assert.equal((await keep(one, 1)).body, "week", "it goes with that day again");
  assert.ok(await one.undo("day-1"));
  assert.equal(await boundTo(one), "day-1");
  assert.equal((await keep(one, 2)).body, "none", "and with no other");
});

test("of two pages that tap for one date the second is told, and binds nothing", async () => {
  const one = await wallet("two pages");
  await keep(one, 1);
  await assert.rejects(keep(one, 1), AlreadyTapped);
  await one.settle("day-1", { kind: "counted" });
  await assert.rejects(keep(one, 1), AlreadyTapped);
  assert.deepEqual((await one.passes()).filter(pass => pass.state === "spent").map(pass => [pass.keyId, pass.message]).sort(), [["day-1", undefined], ["week", undefined]]);
});

// Random weeks of keeping, undoing, sending and being refused: what leaves the device is watched as the service would see it.
test("whatever happens, the service never sees a week pass with two day passes", () => {
  for (let seed = 1; seed <= 500; seed++) {
    let state = seed;
    const chance = (n: number) => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % n;
    let pass: Pass = week;
    const kept = new Map<number, { with: boolean; binds: boolean; tried: boolean }>();
    const seen = new Set<number>();
    for (let step = 0; step < 40; step++) {
      const n = chance(4);
      const tap = kept.get(n);
      if (!tap) {
        const mine = weekPassFor([pass], day(n));
        kept.set(n, { with: mine !== undefined, binds: mine !== undefined && mine.boundTo === undefined, tried: false });
        if (mine) pass = { ...pass, boundTo: day(n).keyId };
      } else if (chance(2) === 0) {
        if (tap.tried) continue;
        if (pass.boundTo === day(n).keyId && setsFree(tap)) pass = week;
        kept.delete(n);
      } else {
        tap.tried = true;
        if (tap.with) seen.add(n);
        if (chance(2) === 0) kept.delete(n); // refused: it may be tapped for again
      }
    }

    assert.ok(seen.size <= 1, `seed ${seed}: ${[...seen].join()}`);
  }
});
