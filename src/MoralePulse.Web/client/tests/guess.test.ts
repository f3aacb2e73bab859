import assert from "node:assert/strict";
import { test } from "node:test";
import { guessDate, guessShift, lastBegan, type Shift } from "../guess.ts";

const early: Shift = { code: "early", starts: "07:00", ends: "15:00" };
const late: Shift = { code: "late", starts: "13:30", ends: "21:30" };
const night: Shift = { code: "night", starts: "20:30", ends: "07:30" };
const longDay: Shift = { code: "long-day", starts: "07:00", ends: "19:30" };
const office: Shift = { code: "office", starts: "09:00", ends: "17:00" };
const all = [early, late, night, longDay, office];
const [saturday, sunday, monday] = ["2026-11-21", "2026-11-22", "2026-11-23"];

test("a night tapped in the morning belongs to the date on which it began", () => assert.equal(lastBegan(night, { date: monday, time: "07:40" }), sunday));
test("a night tapped at noon still belongs to the date on which it began", () => assert.equal(lastBegan(night, { date: monday, time: "12:10" }), sunday));
test("a night worker before the next night starts means the one that ended this morning", () => assert.equal(lastBegan(night, { date: monday, time: "20:00" }), sunday));
test("a night that has begun is today's", () => assert.equal(lastBegan(night, { date: monday, time: "23:00" }), monday));
test("a late shift tapped after midnight is yesterday's", () => assert.equal(lastBegan(late, { date: monday, time: "00:20" }), sunday));
test("a day shift is today's", () => assert.equal(lastBegan(early, { date: monday, time: "15:05" }), monday));
test("the first of a month is after the last of the month before", () => assert.equal(lastBegan(night, { date: "2027-03-01", time: "07:40" }), "2027-02-28"));

test("an unknown shift is the one whose end is nearest", () => {
  const guess = (time: string) => guessShift(all, { date: monday, time })?.code;
  assert.equal(guess("15:10"), "early");
  assert.equal(guess("21:15"), "late");
  assert.equal(guess("07:45"), "night");
  assert.equal(guess("19:40"), "long-day");
  assert.equal(guess("17:20"), "office");
  assert.equal(guess("23:50"), "late");
  assert.equal(guessShift([], { date: monday, time: "12:00" }), undefined);
});

const evening = { date: monday, time: "20:00" };

test("the date on which the shift began is offered while its pass is unspent", () => {
  assert.deepEqual(guessDate(early, evening, [monday, sunday], []), { kind: "tap", date: monday });
  assert.deepEqual(guessDate(night, evening, [monday, sunday], []), { kind: "tap", date: sunday });
});

test("a shift that was tapped is not quietly replaced by another day's", () =>
  assert.deepEqual(guessDate(early, evening, [saturday, sunday], [monday]), { kind: "tapped", date: monday, others: [sunday, saturday] }));

test("where no date is left, today's is done", () => assert.deepEqual(guessDate(early, evening, [], [monday]), { kind: "tapped", date: monday, others: [] }));

test("a date whose pass could not be collected any more gives way to the nearest earlier, else the earliest later one", () => {
  assert.deepEqual(guessDate(night, evening, [saturday, monday], []), { kind: "tap", date: saturday });
  assert.deepEqual(guessDate(night, evening, [monday], []), { kind: "tap", date: monday });
});

test("a night that can't be tapped any more is not answered with a date that was", () => assert.deepEqual(guessDate(night, evening, [], [monday]), { kind: "tapped", date: monday, others: [] }));

test("without any pass there is nothing to offer", () => assert.deepEqual(guessDate(early, evening, [], []), { kind: "no pass" }));
