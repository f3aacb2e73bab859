import assert from "node:assert/strict";
import { test } from "node:test";
import { drawnOf, hasCaughtUp, nextLook } from "../drawn.ts";

test("a page has caught up when its date is later, or of one date its version is not older", () => {
  const release = { date: "2026-11-24", version: 7 };
  assert.equal(hasCaughtUp({ date: "2026-11-24", version: 6 }, release), false);
  assert.equal(hasCaughtUp({ date: "2026-11-24", version: 7 }, release), true);
  assert.equal(hasCaughtUp({ date: "2026-11-23", version: 9 }, release), false);
  assert.equal(hasCaughtUp({ date: "2026-11-25", version: 1 }, release), true);
});

test("a page without figures is behind every release", () => {
  assert.equal(hasCaughtUp(drawnOf({}), { date: "2026-11-24", version: 1 }), false);
  assert.deepEqual(drawnOf({ date: "2026-11-24", version: "7" }), { date: "2026-11-24", version: 7 });
});

test("after a release it looks more and more seldom, for a few minutes", () => {
  const waits = Array.from({ length: 13 }, (_, looks) => nextLook(looks, true));
  assert.deepEqual(waits.slice(0, 4), [500, 1000, 2000, 4000]);
  assert.equal(waits.at(-1), null);
  const sum = waits.reduce<number>((all, wait) => all + (wait ?? 0), 0);
  assert.ok(sum > 120_000 && sum < 300_000, `${sum}`);
});

test("a new date alone is looked at once, when trends have been made", () => {
  assert.ok(nextLook(0, false)! > 60_000);
  assert.equal(nextLook(1, false), null);
});
