/**
 * Taps on their way. Each is in the wallet before it is sent, held back for as long as it can be undone, then sent until the service has said that it is
 * counted or that its date is over: no clock of this device decides that.
 */
import { attempt, lock, pagesOf, sendWaiting, type Owner } from "./sending.ts";
import type { Settled, Waits } from "./tap.ts";
import { AlreadyTapped, type KeptTap, type StoredPass, type Wallet } from "./wallet.ts";

/** For so long a tap can be undone. */
export const undoMs = 10_000;

/** What became of a tap that this page made. */
export type Outcome = Settled | { readonly kind: "undone" };

/** A tap of this page that can still be undone. */
export interface HeldTap {
  readonly keyId: string;
  readonly date: string;
  readonly outcome: Promise<Outcome>;
  /** Sends it without waiting any longer. */
  now(): void;
  undo(): void;
}

/**
 * Milliseconds until the next try: from some two seconds to at most three quarters of a minute, and never in step with every other phone of a ward. However long the
 * service was away, an open page has sent its tap within a minute of its return.
 */
export const retryDelay = (tries: number, chance = Math.random()): number => Math.min(30_000, 2_000 * 2 ** Math.min(tries, 4)) * (0.5 + chance);

export class Outbox {
  private readonly held = new Map<string, HeldTap>();
  private readonly answers = new Map<string, Settled>();
  private readonly pages: BroadcastChannel;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private pauseMs = 0;

  /** @param changed what waits or was sent is another than before, by this page or another */
  constructor(
    private readonly owner: Owner,
    private readonly wallet: Wallet,
    private readonly changed: () => void,
  ) {
    this.pages = pagesOf(owner);
    this.pages.addEventListener("message", changed);
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.leave() : this.soon(0)));
    addEventListener("online", () => this.soon(Math.random() * 1_000));
    addEventListener("offline", changed);
  }

  /**
   * Keeps a tap and holds it back for as long as it can be undone.
   * @throws AlreadyTapped where a tap of this date is kept or spent; anything else where the device could not store it
   */
  async put(keyId: string, write: (day: StoredPass, week: StoredPass | undefined) => string): Promise<HeldTap> {
    const letGo = await lock(this.owner, keyId);
    if (!letGo) throw new AlreadyTapped();
    try {
      const held = this.hold(await this.wallet.keep(keyId, write));
      void held.outcome.finally(letGo);
      this.tell();
      return held;
    } catch (fault) {
      letGo();
      throw fault;
    }
  }

  /** Sends what waits, and goes on trying for as long as something does. A store that fails is tried again, too. */
  async sendWaiting(): Promise<void> {
    this.pauseMs = 0;
    await sendWaiting(this.owner, this.wallet, (keyId, answer) => this.heard(keyId, answer));
    if ((await this.wallet.kept()).length > 0) this.later();
    else this.tries = 0;
  }

  /** Whether a tap of this page can still be undone. */
  holds(keyId: string): boolean {
    return this.held.has(keyId);
  }

  /** Why a tap still waits, as far as this page has tried. */
  whyWaits(keyId: string): Waits | undefined {
    const answer = this.answers.get(keyId);
    return answer?.kind === "again" ? answer.why : undefined;
  }

  /** Somebody leaves the page: what could be undone goes now. */
  private leave(): void {
    for (const tap of [...this.held.values()]) tap.now();
  }

  private hold(tap: KeptTap): HeldTap {
    let decide: (outcome: Outcome | Promise<Outcome>) => void;
    const outcome = new Promise<Outcome>(resolve => (decide = resolve));
    const once = (act: () => Promise<Outcome>) => () => {
      if (!this.held.delete(tap.keyId)) return;
      clearTimeout(timer);
      decide(act());
    };
    const now = once(() => this.go(tap));
    const held: HeldTap = { keyId: tap.keyId, date: tap.date, outcome, now, undo: once(() => this.takeBack(tap)) };
    const timer = setTimeout(now, undoMs);
    this.held.set(tap.keyId, held);
    return held;
  }

  // The mark is begun and not waited for: a page that is being closed has no time, and none but this page could undo the tap.
  private async go(tap: KeptTap): Promise<Settled> {
    void this.wallet.tried(tap.keyId).catch(() => undefined);
    const answer = await attempt(this.owner, this.wallet, tap);
    this.heard(tap.keyId, answer);
    if (answer.kind === "again") this.later();
    return answer;
  }

  private async takeBack(tap: KeptTap): Promise<Outcome> {
    try {
      await this.wallet.undo(tap.keyId);
    } catch {
      return this.go(tap); // a store that can't be written would send it later anyway
    }

    this.tell();
    return { kind: "undone" };
  }

  private heard(keyId: string, answer: Settled): void {
    this.answers.set(keyId, answer);
    if (answer.kind === "again") this.pauseMs = Math.max(this.pauseMs, answer.afterMs);
    this.tell();
  }

  private later(): void {
    this.soon(Math.max(this.pauseMs, retryDelay(this.tries++)));
  }

  private soon(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.sendWaiting().catch(() => this.later()), ms);
  }

  private tell(): void {
    this.pages.postMessage(null);
    this.changed();
  }
}
