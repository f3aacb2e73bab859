import assert from "node:assert/strict";
import { test } from "node:test";
import { nowIn } from "../calendar.ts";
import { stillTold } from "../collect.ts";
import { keptPages, nameOf, ofVersion, ofWallet } from "../kept-pages.ts";
import { retryDelay } from "../outbox.ts";
import { read } from "../tap.ts";

const body = JSON.stringify({ pass: {}, unit: "ward-1", shift: "early", staffGroup: "nursing", mood: "amber" });
const answer = (status: number, type?: string, afterMs = 0) => read(status, type && `/problems/${type}`, afterMs, body);

test("only the service says that a tap is counted or too late", () => {
  assert.deepEqual(answer(204), { kind: "counted" });
  assert.deepEqual(answer(410, "over"), { kind: "closed" });
});

test("a busy service is asked again, not before it says", () => {
  assert.deepEqual(answer(503, "busy", 2_000), { kind: "again", why: "busy", afterMs: 2_000 });
  assert.equal(answer(429).kind, "again");
  assert.equal(answer(502).kind, "again");
});

test("a date that has not begun by the service's clock waits for it", () => assert.deepEqual(answer(422, "not-yet"), { kind: "again", why: "not yet", afterMs: 0 }));

test("a shift or staff group that has gone meanwhile is left out, with the same pass", () => {
  const less = answer(422, "unknown-shift");
  assert.deepEqual(less.kind === "say less" && JSON.parse(less.body), { pass: {}, unit: "ward-1", staffGroup: "nursing", mood: "amber" });
  const without = read(422, "/problems/unknown-shift", 0, less.kind === "say less" ? less.body : "");
  assert.deepEqual(without, { kind: "refused", status: 422 }, "and not for ever");
  assert.equal(answer(422, "unknown-staff-group").kind, "say less");
});

test("what can't be counted as it is, is refused", () => {
  for (const status of [400, 403, 404, 413, 415]) assert.deepEqual(answer(status, "something"), { kind: "refused", status });
  assert.deepEqual(answer(422, "unknown-unit"), { kind: "refused", status: 422 });
});

test("what a network answers in the service's place settles nothing", () => {
  for (const status of [200, 302, 400, 403, 404, 407, 410]) assert.equal(answer(status).kind, "again");
  assert.equal(read(403, "https://proxy.example/blocked", 0, body).kind, "again");
  assert.equal(answer(408, "something").kind, "again", "a line that was too slow");
});

test("tries grow apart, up to less than a minute, and are never in step", () => {
  assert.deepEqual([retryDelay(0, 0), retryDelay(0, 1)], [1_000, 3_000]);
  for (let tries = 1; tries < 5; tries++) assert.ok(retryDelay(tries, 0.5) > retryDelay(tries - 1, 0.5) && retryDelay(tries, 0) < retryDelay(tries, 1));
  assert.ok(retryDelay(1_000, 1) <= 45_000, "whoever waits longest has tried within a minute of the service's return");
});

test("without network the device's clock is read on the organisation's wall", () => {
  assert.deepEqual(nowIn("Europe/London", new Date("2026-06-30T23:30:00Z")), { date: "2026-07-01", time: "00:30" });
  assert.deepEqual(nowIn("Europe/London", new Date("2026-11-24T15:10:00Z")), { date: "2026-11-24", time: "15:10" });
});

test("dates are shown for two weeks, whether the tap was counted or came too late, and passes never", () => {
  const now = { date: "2026-11-25", time: "10:00" };
  const day = (date: string, state: "spent" | "missed" | "ready") => stillTold({ kind: "day", date, state }, now);
  assert.ok(day("2026-11-11", "spent") && day("2026-11-20", "missed"));
  assert.ok(!day("2026-11-10", "spent") && !day("2026-11-20", "ready"));
  assert.ok(!stillTold({ kind: "week", date: "2026-11-16", state: "spent" }, now));
});

test("a kept page is named by its version and its owner", () => {
  const name = nameOf("v2", "wallet-a");
  assert.ok(keptPages(name) && ofWallet(name, "wallet-a") && ofVersion(name, "v2"));
  assert.ok(!ofWallet(name, "a") && !ofVersion(name, "v") && !keptPages("another cache"));
});
