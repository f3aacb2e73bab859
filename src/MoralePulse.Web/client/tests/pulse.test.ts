import assert from "node:assert/strict";
import { test } from "node:test";
import { figureOf, isNewer, moods, share, type Pulse, type Sums } from "../pulse.ts";

const sums = (green: number, amber: number, red: number): Sums => ({ green, amber, red, total: green + amber + red });
const pulse = (unit: string, version: number, date = "2026-11-23", latest: Sums | null = null, week: Sums | null = null): Pulse => ({
  unit, date, version, asOf: null, windows: { latest, "7d": week, "28d": week },
});

test("the newer date counts, and of one date the newer version", () => {
  assert.equal(isNewer(pulse("a", 4), pulse("a", 3)), true);
  assert.equal(isNewer(pulse("a", 3), pulse("a", 3)), false);
  assert.equal(isNewer(pulse("a", 3, "2026-11-24"), pulse("a", 3)), true);
  assert.equal(isNewer(pulse("a", 4, "2026-11-22"), pulse("a", 3)), false);
});

test("shares are whole per cents, halves rounded up", () => {
  assert.deepEqual(moods.map(mood => share(sums(7, 6, 3), mood)), [44, 38, 19]);
  assert.equal(share(sums(1, 199, 0), "green"), 1);
  assert.equal(share(sums(0, 0, 0), "green"), 0);
});

test("a unit without a figure shows the nearest ancestor's, window by window", () => {
  const parents: Record<string, string | undefined> = { team: "department", department: "organisation" };
  const pulses = new Map([
    ["organisation", pulse("organisation", 9, "2026-11-23", sums(20, 5, 5), sums(90, 30, 30))],
    ["department", pulse("department", 2, "2026-11-23", null, sums(8, 3, 2))],
    ["team", pulse("team", 0)],
  ]);
  assert.equal(figureOf("team", "7d", pulses, unit => parents[unit])?.from, "department");
  assert.equal(figureOf("team", "latest", pulses, unit => parents[unit])?.from, "organisation");
  assert.equal(figureOf("team", "7d", new Map(), unit => parents[unit]), null);
});
