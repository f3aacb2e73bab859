/** From Send to what became of the tap: kept and held back on a device of one's own, sent at once where nothing can be stored. */
import type { AfterTap } from "./after-tap.ts";
import { TapAtOnce } from "./at-once.ts";
import { wakeForTaps } from "./background.ts";
import { addDays, sayDate, type IsoDate } from "./calendar.ts";
import type { Collector } from "./collect.ts";
import { askToPersist } from "./offline.ts";
import { retryDelay, type Outbox, type Outcome } from "./outbox.ts";
import { element, lead } from "./page.ts";
import type { PlaceForm } from "./place-form.ts";
import { noProblem, none, panels, problem, refusal } from "./tap-says.ts";
import { writes, type Mood } from "./tap.ts";
import { text } from "./texts.ts";
import { AlreadyTapped, type StoredPass, type Wallet } from "./wallet.ts";

type Write = ReturnType<typeof writes>;

/** What the page shows afterwards: the form, for a date; the other dates. */
interface Shows {
  readonly offer: (wish?: IsoDate) => Promise<void>;
  readonly others: () => Promise<void>;
}

export class Submission {
  private readonly form = element<HTMLFormElement>("tap-form");
  private busy = false;

  constructor(
    private readonly who: Collector,
    private readonly wallet: Wallet,
    private readonly outbox: Outbox,
    private readonly place: PlaceForm,
    private readonly after: AfterTap,
    private readonly shows: Shows,
  ) {}

  /** Send was pressed. */
  async submit(): Promise<void> {
    const mood = new FormData(this.form).get("mood") as Mood | null;
    if (mood === null) return problem(text("TapTitle"), text("TapNothingSent"), text("TapChooseMood"), "mood-green");
    if (this.busy) return;
    this.busy = true;
    noProblem();
    try {
      await this.go(writes(this.place.place, mood));
    } catch (fault) {
      if (fault instanceof AlreadyTapped) await this.shows.offer();
      else none(text("TapStoreFailed"), text("TapStoreFailedDetail"));
    } finally {
      this.busy = false;
    }
  }

  private async go(write: Write): Promise<void> {
    const pass = (await this.wallet.passes()).find(one => one.kind === "day" && one.state === "ready" && one.date === this.place.chosenDate);
    if (!pass) throw new AlreadyTapped();
    await this.wallet.remember(this.place.toRemember).catch(() => undefined);
    const held = await this.outbox.put(pass.keyId, write).catch((fault: unknown) => {
      if (fault instanceof AlreadyTapped) throw fault;
      return undefined;
    });
    if (!held) return this.atOnce(pass, write, text("TapStoreFull"));
    void wakeForTaps(this.who).catch(() => undefined);
    void askToPersist().catch(() => undefined);
    this.leave();
    await this.became(pass.date, await this.after.hold(held));
  }

  /** What was tapped does not stay on the screen. */
  private leave(): void {
    for (const mood of this.form.querySelectorAll<HTMLInputElement>("[name=mood]")) mood.checked = false;
    lead(this.after.panel, panels);
  }

  /** @param full says that nothing can be stored here */
  private async atOnce(pass: StoredPass, write: Write, full = "", tries = 0): Promise<void> {
    const tap = await TapAtOnce.of(this.who.ods, this.wallet, pass.keyId, write);
    this.after.sending();
    this.leave();
    const go = async (): Promise<void> => {
      const outcome = await tap.send();
      if (outcome.kind === "counted" && full !== "") return this.after.sent(text("TapIsInUnkept", full));
      if (outcome.kind !== "again") return this.became(pass.date, outcome);
      const timer = setTimeout(() => void go(), Math.max(outcome.afterMs, retryDelay(tries++)));
      this.after.waitsInPage(text("TapWaitsInPage", full), () => {
        clearTimeout(timer);
        this.after.sending();
        void go();
      });
    };
    await go();
  }

  /** Shows what became of a tap, also of one that waited. */
  async became(date: IsoDate, outcome: Outcome): Promise<void> {
    if (outcome.kind === "counted") return document.hidden ? this.after.sent() : location.replace("/tapped");
    if (outcome.kind === "again") {
      this.after.waits(date, addDays(date, this.who.daysOpen), outcome.why, () => void this.outbox.sendWaiting().catch(() => undefined));
      return this.after.others(() => void this.shows.others());
    }

    if (outcome.kind === "undone") {
      await this.shows.offer(date);
      element("tap-status").textContent = text("TapUndone");
      return;
    }

    await this.shows.offer();
    const where = this.form.hidden ? "your-taps" : "tap-change";
    const remedy = text(this.form.hidden ? "TapSeeTaps" : "TapChangePlace");
    if (outcome.kind === "closed") problem(text("TapClosed"), text("TapClosedDetail", sayDate(date)), remedy, where);
    else problem(text("TapRefused"), refusal(outcome.status), remedy, where);
  }
}
