import assert from "node:assert/strict";
import { test } from "node:test";
import { search, type Unit } from "../unit-picker.ts";

const units: Unit[] = [
  { id: "o", parentId: null, name: "Trust" },
  { id: "s", parentId: "o", name: "Surgery" },
  { id: "m", parentId: "o", name: "Medicine" },
  { id: "s7", parentId: "s", name: "Ward 7" },
  { id: "m17", parentId: "m", name: "Ward 17" },
  { id: "t", parentId: "s", name: "Theatre recovery" },
];
const found = (typed: string) => search(units, typed).map(unit => unit.id);

test("every word that is typed must be in a unit's name or in those above it", () => {
  assert.deepEqual(found("ward 7"), ["m17", "s7"]);
  assert.deepEqual(found("ward surg"), ["s7"]);
  assert.deepEqual(found("nowhere"), []);
});

test("names that begin with what is typed come first, those that only lie within it last", () => assert.deepEqual(found("su"), ["s", "t", "s7"]));

test("a long list is cut, so that two thousand units stay quick", () => {
  const many = Array.from({ length: 2000 }, (_, at) => ({ id: `u${at}`, parentId: "o", name: `Team ${at}` }));
  assert.equal(search([units[0]!, ...many], "team").length, 12);
});
