/** "Your taps": the dates that this device has tapped for, and what waits. Dates only: no mood and no unit. */
import { sayDate, type IsoDate } from "./calendar.ts";
import type { Outbox } from "./outbox.ts";
import { text } from "./texts.ts";
import type { KeptTap, StoredPass, Wallet } from "./wallet.ts";

interface Entry {
  readonly date: IsoDate;
  readonly state: "waiting" | "sent" | "missed" | "refused";
  readonly detail: string;
}

/** Draws into #your-taps, where a page has it, and says in #your-taps-status when something that waited has gone. */
export class TapList {
  private readonly section = document.getElementById("your-taps");
  private before = new Map<IsoDate, Entry["state"]>();
  private turn = 0;

  constructor(
    private readonly wallet: Wallet,
    private readonly outbox: Outbox,
  ) {}

  async show(): Promise<void> {
    if (!this.section) return;
    const turn = ++this.turn;
    const [kept, passes] = [await this.wallet.kept(), await this.wallet.passes()];
    if (turn !== this.turn) return;
    const waits = new Set(kept.map(tap => tap.keyId));
    const entries = [...kept.map(tap => this.waiting(tap)), ...passes.filter(pass => !waits.has(pass.keyId)).flatMap(over)].sort((a, b) => b.date.localeCompare(a.date));
    this.section.hidden = entries.length === 0;
    this.section.querySelector("ul")!.replaceChildren(...entries.map(drawn));
    const gone = entries.filter(entry => this.before.get(entry.date) === "waiting" && entry.state !== "waiting");
    if (gone.length > 0) document.getElementById("your-taps-status")!.textContent = gone.map(entry => text("TapsNews", titles(entry.state), sayDate(entry.date))).join(" ");
    this.before = new Map(entries.map(entry => [entry.date, entry.state]));
  }

  private waiting(tap: KeptTap): Entry {
    const why = this.outbox.whyWaits(tap.keyId);
    const lost = why === "lost" || (why === undefined && !navigator.onLine);
    const detail = this.outbox.holds(tap.keyId) ? text("TapsHeld") : lost ? text("TapsLost") : why === "busy" ? text("TapsBusy") : why === "not yet" ? text("TapsNotYet") : "";
    return { date: tap.date, state: "waiting", detail };
  }
}

function over(pass: StoredPass): Entry[] {
  if (pass.kind !== "day") return [];
  if (pass.state === "spent") return [{ date: pass.date, state: "sent", detail: "" }];
  if (pass.state === "missed") return [{ date: pass.date, state: "missed", detail: text("TapsMissedDetail") }];
  return pass.state === "ready" && pass.refused !== undefined ? [{ date: pass.date, state: "refused", detail: text("TapsRefusedDetail") }] : [];
}

const titles = (state: Entry["state"]): string => ({ waiting: text("TapsWaiting"), sent: text("TapsSent"), missed: text("TapsMissed"), refused: text("TapsRefused") })[state];

function drawn(entry: Entry): HTMLElement {
  const item = document.createElement("li");
  const state = document.createElement("strong");
  item.dataset.state = entry.state;
  state.textContent = text("TapsEntry", titles(entry.state));
  item.append(state, ` ${sayDate(entry.date)}`);
  if (entry.detail !== "") {
    const detail = document.createElement("span");
    detail.className = "mp-taps__detail";
    detail.textContent = entry.detail;
    item.append(" ", detail);
  }

  return item;
}
