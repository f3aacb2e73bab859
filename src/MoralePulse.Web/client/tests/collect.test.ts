import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays } from "../calendar.ts";
import { hasToday, patiently, wanted } from "../collect.ts";

// Two weeks of keys around Monday 23 November 2026, and the week before.
const days = Array.from({ length: 21 }, (_, day) => ({ kind: "day" as const, serviceDate: addDays("2026-11-16", day) }));
const weeks = ["2026-11-16", "2026-11-23", "2026-11-30"].map(serviceDate => ({ kind: "week" as const, serviceDate }));
const keys = [...days, ...weeks];
const at = (date: string, time: string) => wanted(keys, { date, time }).map(list => list.map(key => `${key.kind} ${key.serviceDate.slice(5)}`));

test("what is left of the week and its week pass are collected together", () =>
  assert.deepEqual(at("2026-11-25", "14:00"), [["day 11-25", "day 11-26", "day 11-27", "day 11-28", "day 11-29", "week 11-23"]].map(list => list)));

test("until noon yesterday's too", () => {
  assert.equal(at("2026-11-25", "11:59")[0]?.[0], "day 11-24");
  assert.equal(at("2026-11-25", "12:00")[0]?.[0], "day 11-25");
});

test("on a Monday morning last week's pass with its Sunday", () => {
  assert.deepEqual(at("2026-11-23", "08:00")[0]?.filter(key => key < "day 11-24" || key.startsWith("week")), ["day 11-22", "day 11-23", "week 11-16", "week 11-23"]);
  assert.ok(!at("2026-11-23", "12:00").flat().includes("week 11-16"));
  assert.ok(!at("2026-11-24", "08:00").flat().includes("week 11-16"));
});

test("from Thursday on next week's, in a request of its own", () => {
  assert.equal(at("2026-11-25", "23:59").length, 1);
  const thursday = at("2026-11-26", "00:00");
  assert.equal(thursday.length, 2);
  assert.equal(thursday[1]?.length, 8);
  assert.ok(thursday[1]?.includes("week 11-30") && thursday[1]?.includes("day 12-06"));
});

test("a new organisation has no key for today until its keys are made", () => {
  assert.ok(hasToday(keys, { date: "2026-11-25", time: "14:00" }));
  assert.ok(!hasToday([], { date: "2026-11-25", time: "14:00" }));
  assert.ok(!hasToday(weeks, { date: "2026-11-23", time: "14:00" }));
});

test("an answer of 429 or 503 is waited for as long as it says, three times", async () => {
  const waits: number[] = [];
  const answers = [429, 503, 200].map(status => new Response(null, { status, headers: { "Retry-After": "3" } }));
  const wait = (seconds: number) => Promise.resolve(void waits.push(seconds));
  assert.equal((await patiently(() => Promise.resolve(answers.shift()!), wait)).status, 200);
  assert.equal((await patiently(() => Promise.resolve(new Response(null, { status: 429 })), wait)).status, 429);
  assert.deepEqual(waits, [3, 3, 3, 3, 3]);
});
