import assert from "node:assert/strict";
import { test } from "node:test";
import { isBehind } from "../live-parts.ts";

test("a part is behind a newer release, and behind a new date of what it was drawn from", () => {
  const drawn = { date: "2026-11-23", version: 4 };
  assert.equal(isBehind(drawn, { date: "2026-11-23", version: 4 }), false);
  assert.equal(isBehind(drawn, { date: "2026-11-23", version: 5 }), true);
  assert.equal(isBehind(drawn, { date: "2026-11-24", version: 4 }), true);
});

test("a part that was never drawn from any figures waits for the first release, not for another day", () => {
  const never = { date: "", version: 0 };
  assert.equal(isBehind(never, { date: "2026-11-24", version: 0 }), false);
  assert.equal(isBehind(never, { date: "2026-11-24", version: 1 }), true);
});
