/** The tap page: two touches for somebody who has been here before, a mood and Send. */
import { collect, KeysInTheMaking, pause, SignedOut } from "./collect.ts";
import { sayDate, type IsoDate } from "./calendar.ts";
import { guessDate, lastBegan } from "./guess.ts";
import { KeysNotTrusted } from "./keys.ts";
import { collector, element, showOnly } from "./page.ts";
import { PlaceForm } from "./place-form.ts";
import { keep, send, type Mood } from "./tap.ts";
import { Wallet, type KeptTap, type StoredPass } from "./wallet.ts";

/** A page that was left open for longer than this asks the service again what day it is there. */
const staleAfterMs = 10 * 60_000;

/** Seconds until a new organisation is asked again for its keys. */
const keysPause = 4;

const form = element<HTMLFormElement>("tap-form");
const panels = [form, element("tap-ready"), element("tap-done"), element("tap-kept"), element("tap-none")];
const who = collector()!;
const loadedAt = Date.now();

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && Date.now() - loadedAt > staleAfterMs && new FormData(form).get("mood") === null) location.reload();
});
addEventListener("pageshow", event => {
  if (event.persisted) location.reload();
});

start().catch(() => none("This page can't work in this browser", "It could not open its store for passes. Private windows and blocked site data are the usual reasons."));

async function start(): Promise<void> {
  const wallet = await Wallet.open(who.wallet);
  const place = new PlaceForm(who.ods, who.now, await wallet.place(), () => void offer(wallet, place));
  const [kept] = await wallet.kept();
  if (kept) return offerAgain(wallet, place, kept);

  // Only a first visit waits for its passes. Otherwise what is missing beside today's is collected while she chooses.
  const collecting = () => collect(who, wallet).then(() => undefined, (fault: unknown) => fault);
  const collected = collecting();
  const days = dates(await wallet.passes(), place);
  const ahead = [...days.ready, ...days.spent].includes(lastBegan(place.chosenShift, who.now));
  if (ahead) await offer(wallet, place);
  let fault = await collected;
  while (!ahead && fault instanceof KeysInTheMaking) {
    none("Your passes are being made", "Your organisation is new here. This page tries again by itself, usually for less than two minutes. If it takes much longer, tell the people who run MoralePulse here.");
    await pause(keysPause);
    fault = await collecting();
  }

  if (fault instanceof KeysNotTrusted || (!ahead && fault !== undefined && days.ready.length === 0)) return tell(fault);
  if (!ahead) await offer(wallet, place);
}

function dates(passes: readonly StoredPass[], place: PlaceForm): Record<"ready" | "spent" | "elsewhere", IsoDate[]> {
  const of = (state: StoredPass["state"]) => passes.filter(pass => pass.kind === "day" && pass.state === state && place.openDates.includes(pass.date)).map(pass => pass.date);
  return { ready: of("ready"), spent: of("spent"), elsewhere: of("elsewhere") };
}

/** Offers the form for the date that is guessed, or that she asked for. */
async function offer(wallet: Wallet, place: PlaceForm, wish?: IsoDate): Promise<void> {
  const days = dates(await wallet.passes(), place);
  const guess = wish === undefined ? guessDate(place.chosenShift, who.now, days.ready, days.spent) : { kind: "tap" as const, date: wish };
  if (guess.kind === "tapped") return done(wallet, place, guess.date, guess.others);
  if (guess.kind === "tap") {
    place.offer(days.ready, guess.date);
    form.onsubmit = event => {
      event.preventDefault();
      void submit(wallet, place);
    };
    return showOnly(form, panels);
  }

  none(
    "There is no pass for today on this device",
    days.elsewhere.length > 0
      ? "Your passes for these days were given out before: on another phone or computer, or before this browser's data was cleared. If you tap on another device, go on there. New passes come with next week."
      : "No pass could be given out for the dates that are open now. Try again tomorrow.",
  );
}

function done(wallet: Wallet, place: PlaceForm, date: IsoDate, others: readonly IsoDate[]): void {
  element("tap-done-title").textContent = others.length === 0 || date === who.now.date ? "You have already tapped for today" : `You have already tapped for ${sayDate(date)}`;
  element("tap-done-others").hidden = others.length === 0;
  element("tap-done-dates").replaceChildren(
    ...others.map(other => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small";
      button.textContent = sayDate(other);
      button.addEventListener("click", () => void offer(wallet, place, other));
      return button;
    }),
  );
  showOnly(element("tap-done"), panels);
}

async function submit(wallet: Wallet, place: PlaceForm): Promise<void> {
  const mood = new FormData(form).get("mood") as Mood | null;
  if (mood === null) return problem("How was your shift?", "Nothing was sent yet.", "Choose green, amber or red", "mood-green");
  const pass = (await wallet.passes()).find(one => one.kind === "day" && one.state === "ready" && one.date === place.chosenDate);
  if (!pass) return offer(wallet, place);
  await wallet.remember(place.place);
  await sendKept(wallet, place, await keep(wallet, pass.keyId, place.place, mood), element<HTMLButtonElement>("tap-send"));
}

async function sendKept(wallet: Wallet, place: PlaceForm, tap: KeptTap, button: HTMLButtonElement): Promise<void> {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  element("tap-problem").hidden = true;
  element("tap-status").textContent = "Sending…";
  const outcome = await send(who.ods, wallet, tap);
  element("tap-status").textContent = "";
  if (outcome.kind === "counted") return location.assign("/tapped");
  button.removeAttribute("aria-disabled");
  if (outcome.kind === "kept") {
    for (const mood of form.querySelectorAll<HTMLInputElement>("[name=mood]")) mood.checked = false; // what was tapped does not stay on the screen
    offerAgain(wallet, place, tap);
  } else await offer(wallet, place);
  if (outcome.kind === "kept") problem(outcome.title, outcome.detail, "Go to Send again", "tap-again");
  else problem(outcome.title, outcome.detail, "Change unit, shift or date", "tap-change");
}

function offerAgain(wallet: Wallet, place: PlaceForm, tap: KeptTap): void {
  element("tap-kept-date").textContent = sayDate(tap.date);
  const again = element<HTMLButtonElement>("tap-again");
  again.onclick = () => void sendKept(wallet, place, tap, again);
  showOnly(element("tap-kept"), panels);
}

function problem(title: string, detail: string, remedy: string, where: string): void {
  const summary = element("tap-problem");
  element("tap-problem-title").textContent = title;
  element("tap-problem-detail").textContent = detail;
  const link = element<HTMLAnchorElement>("tap-problem-remedy");
  link.textContent = remedy;
  link.href = `#${where}`;
  summary.hidden = false;
  summary.focus();
}

function none(title: string, detail: string): void {
  element("tap-none-title").textContent = title;
  element("tap-none-detail").textContent = detail;
  showOnly(element("tap-none"), panels);
}

function tell(fault: unknown): void {
  if (fault instanceof SignedOut) none("You are signed out", "Sign in again on the start page. Nothing is lost.");
  else if (fault instanceof KeysNotTrusted) none("Stop: the list of keys is not the one that this browser knows", `${fault.message} With it your taps might not be anonymous, so nothing is sent. Tell your staff representative, and show this page.`);
  else none("Your passes could not be fetched", "There was no answer. Check your connection and reload this page. Nothing is lost.");
}
