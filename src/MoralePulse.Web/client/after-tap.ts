/** The panel after Send: the bar that takes a tap back, which names no mood, and what became of the tap. */
import { sayDate, type IsoDate } from "./calendar.ts";
import { undoMs, type HeldTap, type Outcome } from "./outbox.ts";
import { element } from "./page.ts";
import type { Waits } from "./tap.ts";
import { text } from "./texts.ts";

export class AfterTap {
  readonly panel = element("tap-after");
  /** The date of the tap that the panel says is waiting. */
  waitsFor: IsoDate | undefined;
  private readonly bar = element("tap-undo-bar");
  private readonly status = element("tap-status");
  private readonly again = element<HTMLButtonElement>("tap-again");

  /** Counts down until the tap goes, is sent or undone; returns what became of it. */
  async hold(tap: HeldTap): Promise<Outcome> {
    this.say(text("TapThanks"), text("TapNotSentYet", sayDate(tap.date)));
    this.bar.hidden = false;
    const goesAt = performance.now() + undoMs;
    const count = () => {
      const seconds = Math.ceil((goesAt - performance.now()) / 1000);
      element("tap-undo-text").textContent = seconds > 1 ? text("TapGoesIn", seconds) : text("TapGoesInOne");
    };
    const counting = setInterval(count, 500);
    count();
    this.status.textContent = text("TapCanUndo");
    const decide = (act: () => void) => () => {
      this.status.textContent = text("TapSending");
      act();
    };
    element<HTMLButtonElement>("tap-undo").onclick = decide(tap.undo);
    element<HTMLButtonElement>("tap-now").onclick = decide(tap.now);
    try {
      return await tap.outcome;
    } finally {
      clearInterval(counting);
      this.bar.hidden = true;
      this.status.textContent = "";
    }
  }

  /** It is being sent, and nothing is stored. */
  sending(): void {
    this.say(text("TapThanks"), text("TapSending"));
  }

  /** It waits on this device, for as long as its date is open. */
  waits(date: IsoDate, closesOn: IsoDate, why: Waits, again: () => void): void {
    const because = { lost: text("TapWaitsLost"), busy: text("TapWaitsBusy"), "not yet": text("TapWaitsNotYet") }[why];
    this.say(text("TapWaitsTitle"), text("TapWaits", sayDate(date), because, sayDate(closesOn)));
    this.offerAgain(again);
    this.waitsFor = date;
  }

  /** It waits in this open page only, since nothing can be stored here. */
  waitsInPage(because: string, again: () => void): void {
    this.say(text("TapWaitsTitle"), because);
    this.offerAgain(again);
  }

  sent(detail = text("TapIsIn")): void {
    this.say(text("TapThanks"), detail);
    element("tap-after-figures").hidden = false;
    this.again.hidden = true;
  }

  /** Other dates may be tapped for, or not. */
  others(go: (() => void) | undefined): void {
    const button = element<HTMLButtonElement>("tap-after-others");
    button.hidden = go === undefined;
    button.onclick = go ?? null;
  }

  private offerAgain(again: () => void): void {
    this.again.hidden = false;
    this.again.onclick = again;
  }

  private say(title: string, detail: string): void {
    element("tap-after-title").textContent = title;
    element("tap-after-detail").textContent = detail;
    for (const id of ["tap-after-figures", "tap-again", "tap-after-others"]) element(id).hidden = true;
    this.bar.hidden = true;
    this.waitsFor = undefined;
  }
}
