import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, isMorning, mondayOf, sayDate, sayTime, weekday } from "../calendar.ts";

test("weeks start on Monday", () => {
  assert.equal(mondayOf("2026-11-23"), "2026-11-23");
  assert.equal(mondayOf("2026-11-29"), "2026-11-23");
  assert.equal(weekday("2026-11-29"), 6);
});

test("days are counted over the change of the clocks and of the year", () => {
  assert.equal(addDays("2026-10-25", 1), "2026-10-26");
  assert.equal(addDays("2026-03-28", 2), "2026-03-30");
  assert.equal(addDays("2027-01-01", -1), "2026-12-31");
});

test("yesterday's pass can be collected until noon, not at noon", () => {
  assert.equal(isMorning({ date: "2026-11-23", time: "11:59" }), true);
  assert.equal(isMorning({ date: "2026-11-23", time: "12:00" }), false);
});

test("dates and times are said as pages say them", () => {
  assert.equal(sayDate("2018-08-06"), "6 August 2018");
  assert.equal(sayTime("2026-07-01T16:30:00Z", "Europe/London"), "5:30pm");
  assert.equal(sayTime("2026-12-01T00:05:00+00:00", "Europe/London"), "12:05am");
  assert.equal(sayTime("2026-12-01T12:05:00+00:00", "Europe/London"), "12:05pm");
});
