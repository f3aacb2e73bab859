/** The tap page: two touches for somebody who has been here before, a mood and Send. */
import { AfterTap } from "./after-tap.ts";
import { sayDate, type IsoDate } from "./calendar.ts";
import { collect, KeysInTheMaking, NotHere, pause, tidy } from "./collect.ts";
import { guessDate, lastBegan } from "./guess.ts";
import { KeysNotTrusted } from "./keys.ts";
import { whereabouts } from "./moving.ts";
import { keepPage } from "./offline.ts";
import { Outbox } from "./outbox.ts";
import { collector, element, lead, showOnly } from "./page.ts";
import { PlaceForm } from "./place-form.ts";
import { TapList } from "./tap-list.ts";
import { none, panels, tell } from "./tap-says.ts";
import { openedForTap } from "./tap-visit.ts";
import { Submission } from "./submission.ts";
import { text } from "./texts.ts";
import { Wallet } from "./wallet.ts";

/** A page that was left open for longer than this asks the service again what day it is there. */
const staleAfterMs = 10 * 60_000;

/** Seconds until a new organisation is asked again for its keys. */
const keysPause = 4;

const form = element<HTMLFormElement>("tap-form");
const who = collector()!;
const loadedAt = performance.now();
const after = new AfterTap();
let wallet: Wallet;
let outbox: Outbox;
let list: TapList;
let place: PlaceForm;
let submission: Submission;
let doneFor: IsoDate | undefined;

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && navigator.onLine && performance.now() - loadedAt > staleAfterMs && !form.hidden && new FormData(form).get("mood") === null) location.reload();
});
addEventListener("pageshow", event => {
  if (event.persisted) location.reload();
});

void start().catch(() => none(text("TapNoStore"), text("TapNoStoreDetail")));

async function start(): Promise<void> {
  wallet = await Wallet.open(who.wallet);
  outbox = new Outbox(who, wallet, () => void changed().catch(() => undefined));
  list = new TapList(wallet, outbox);
  place = new PlaceForm(who, await wallet.place(), () => void offer());
  submission = new Submission(who, wallet, outbox, place, after, { offer, others });
  form.addEventListener("submit", event => {
    event.preventDefault();
    void submission.submit();
  });
  await list.show();
  void outbox.sendWaiting().catch(() => undefined);
  if (who.offline && who.simulated) return none(text("TapNeedsNetwork"), text("TapNeedsNetworkDetail"));

  // Passes are collected here only where she has none for her shift: on her first visit and her return from leave. Other pages collect ahead of need.
  openedForTap();
  const days = await dates();
  const ahead = [...days.ready, ...days.tapped].includes(lastBegan(place.chosenShift, who.now));
  if (ahead) await offer();
  const trying = () => (ahead ? tidy : collect)(who, wallet).then(() => undefined, (reason: unknown) => reason);
  let fault = await trying();
  while (!ahead && fault instanceof KeysInTheMaking) {
    none(text("TapKeysMade"), text("TapKeysMadeDetail"));
    await pause(keysPause);
    fault = await trying();
  }

  if (fault instanceof KeysNotTrusted || (!ahead && fault !== undefined && days.ready.length === 0)) return tell(fault);
  if (!ahead) await offer();
  await keepPage(who);
}

/** The open dates: with a pass to tap with, tapped for (counted or waiting), and whose passes are elsewhere. */
async function dates(): Promise<Record<"ready" | "tapped" | "elsewhere", IsoDate[]>> {
  const waiting = new Set((await wallet.kept()).map(tap => tap.keyId));
  const open = (await wallet.passes()).filter(pass => pass.kind === "day" && place.openDates.includes(pass.date));
  const of = (is: (state: string, waits: boolean) => boolean) => open.filter(pass => is(pass.state, waiting.has(pass.keyId))).map(pass => pass.date);
  return { ready: of((state, waits) => state === "ready" && !waits), tapped: of((state, waits) => state === "spent" || waits), elsewhere: of(state => state === "elsewhere") };
}

/** Something was kept, sent or undone, by this page or another. */
async function changed(): Promise<void> {
  await list.show();
  const { ready, tapped } = await dates();
  const overtaken = !form.hidden && tapped.includes(place.chosenDate); // another page tapped
  const undone = !element("tap-done").hidden && doneFor !== undefined && !tapped.includes(doneFor); // or took back what it had tapped
  if (overtaken || undone) await offer();
  const waited = after.waitsFor;
  if (!after.panel.hidden && waited !== undefined && !(await wallet.kept()).some(tap => tap.date === waited) && after.waitsFor === waited) await waitsNoMore(waited);
  if (!after.panel.hidden && after.waitsFor !== undefined) after.others(ready.length > 0 ? () => void others() : undefined);
}

/** What the panel said was waiting waits no more: it is in, or it came too late, or it was not accepted. */
async function waitsNoMore(date: IsoDate): Promise<void> {
  after.waitsFor = undefined; // told once
  const pass = (await wallet.passes()).find(one => one.kind === "day" && one.date === date);
  if (pass?.state === "spent") return after.sent();
  if (pass?.state === "missed") return submission.became(date, { kind: "closed" });
  if (pass?.refused !== undefined) return submission.became(date, { kind: "refused", status: pass.refused });
  await offer(); // another page took it back, or the pass has gone to another phone
}

/** Offers the form for the date that is guessed, or that she asked for. */
async function offer(wish?: IsoDate): Promise<void> {
  const days = await dates();
  const guess = wish === undefined ? guessDate(place.chosenShift, who.now, days.ready, days.tapped) : { kind: "tap" as const, date: wish };
  if (guess.kind === "tapped") return done(guess.date, guess.others);
  if (guess.kind === "tap") {
    place.offer(days.ready, guess.date);
    return wish === undefined ? showOnly(form, panels) : lead(form, panels);
  }

  const where = await whereabouts(wallet); // another page of this phone may have begun a move
  if (where !== "here") return tell(new NotHere(where));
  none(text("TapNoPass"), text(days.elsewhere.length > 0 ? "TapNoPassElsewhere" : "TapNoPassAtAll"));
}

function done(date: IsoDate, others: readonly IsoDate[]): void {
  doneFor = date;
  element("tap-done-title").textContent = others.length === 0 || date === who.now.date ? text("TapDoneToday") : text("TapDoneFor", sayDate(date));
  element("tap-done-others").hidden = others.length === 0;
  element("tap-done-dates").replaceChildren(
    ...others.map(other => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small";
      button.textContent = sayDate(other);
      button.addEventListener("click", () => void offer(other));
      return button;
    }),
  );
  showOnly(element("tap-done"), panels);
}

async function others(): Promise<void> {
  const { ready, tapped } = await dates();
  done(tapped[0] ?? who.now.date, [...ready].sort().reverse());
  lead(element("tap-done"), panels);
}
