/** The tap on a shared computer: nothing is stored, it is sent at once, and then she is signed out. */
import { addDays, isMorning, type IsoDate } from "./calendar.ts";
import { SignedOut } from "./collect.ts";
import { lastBegan } from "./guess.ts";
import { forgetPage } from "./offline.ts";
import { retryDelay } from "./outbox.ts";
import { collector, element, lead, showOnly } from "./page.ts";
import { PlaceForm } from "./place-form.ts";
import { askToLeave } from "./shared-leave.ts";
import { SharedPasses } from "./shared-passes.ts";
import { forgetSeed } from "./shared-seed.ts";
import { noProblem, none, panels, problem, refusal, tell } from "./tap-says.ts";
import { send, writes, type Mood } from "./tap.ts";
import { text } from "./texts.ts";

const who = collector()!;
const form = element<HTMLFormElement>("tap-form");
const passes = new SharedPasses(who);
/** The dates that passes are given out for: today, and until noon the night that has ended. */
const dates: readonly IsoDate[] = isMorning(who.now) ? [who.now.date, addDays(who.now.date, -1)] : [who.now.date];
const place = new PlaceForm(who, undefined, () => void offer());
let busy = false;

form.addEventListener("submit", event => {
  event.preventDefault();
  if (!busy) void submit().finally(() => (busy = false));
});
void forgetPage().catch(() => undefined); // of whoever used this computer as her own
void offer();

/** Offers the form for the date on which the shift began, once its pass is here. */
async function offer(): Promise<void> {
  const began = lastBegan(place.chosenShift, who.now);
  const date = dates.includes(began) ? began : who.now.date;
  place.offer(dates, date);
  if (await hers(date)) showOnly(form, panels);
}

/** Her pass for a date; says where it is if not here. */
async function hers(date: IsoDate) {
  try {
    const pass = await passes.of(date);
    if (pass !== "elsewhere") return pass;
    none(text("SharedElsewhere"), text("SharedElsewhereDetail"));
  } catch (fault) {
    if (fault instanceof SignedOut) askToLeave("/");
    else tell(fault);
  }

  return undefined;
}

async function submit(): Promise<void> {
  busy = true;
  noProblem();
  const mood = new FormData(form).get("mood") as Mood | null;
  if (mood === null) return problem(text("TapTitle"), text("TapNothingSent"), text("TapChooseMood"), "mood-green");
  const pass = await hers(place.chosenDate);
  if (!pass) return;
  const body = writes(place.place, mood)(pass.day, pass.week);
  for (const one of form.querySelectorAll<HTMLInputElement>("[name=mood]")) one.checked = false; // what was tapped does not stay on the screen
  await deliver(body, 0);
}

/** Sends it until there is an answer, for as long as the page is open. */
async function deliver(body: string, tries: number): Promise<void> {
  lead(element("shared-sending"), panels);
  element("shared-sending-detail").textContent = text("TapSending");
  const outcome = await send(who.ods, body, less => Promise.resolve(void (body = less)));
  if (outcome.kind === "counted") {
    forgetSeed();
    askToLeave(`/thank-you?ods=${encodeURIComponent(who.ods)}`);
    return;
  }

  if (outcome.kind === "again") {
    element("shared-sending-title").textContent = text("TapWaitsTitle");
    element("shared-sending-detail").textContent = text("SharedWaits");
    const now = element<HTMLButtonElement>("shared-again");
    now.hidden = false;
    const timer = setTimeout(() => void deliver(body, tries + 1), Math.max(outcome.afterMs, retryDelay(Math.min(tries, 3))));
    now.onclick = () => {
      clearTimeout(timer);
      void deliver(body, tries + 1);
    };
    return;
  }

  await offer();
  problem(text("TapRefused"), outcome.kind === "closed" ? text("TapUnknown") : refusal(outcome.status), text("TapChangePlace"), "tap-change");
}
