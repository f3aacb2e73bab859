import assert from "node:assert/strict";
import { test } from "node:test";
import { positions, turn } from "../wall-turns.ts";

test("every view has its turn, and no view always stands at the same place", () => {
  for (const views of [1, 2, 3, 6, 8, 9, 12]) {
    const seen = new Map<number, Set<string>>();
    for (let turns = 0; turns < positions * views * 2; turns++) {
      const { view, position, turned } = turn(turns, views);
      seen.set(view, (seen.get(view) ?? new Set()).add(`${position} ${turned}`));
    }

    assert.equal(seen.size, views);
    for (const [view, places] of seen) assert.ok(places.size >= positions, `view ${view} of ${views} has ${places.size} places`);
  }
});
