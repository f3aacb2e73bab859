/** A person's passes on this device: one IndexedDB database for each wallet, so that another person on the same browser opens another. */
import type { IsoDate } from "./calendar.ts";
import type { Over } from "./tap.ts";
import { setsFree, weekPassFor } from "./week-pass.ts";

export interface StoredPass {
  readonly keyId: string;
  readonly kind: "day" | "week";
  /** A day pass's date, a week pass's Monday. */
  readonly date: IsoDate;
  /**
   * asked: blinded and kept before asking, so that asking again gives the same pass. ready: may be spent. spent: a tap was counted with it.
   * missed: a tap waited here until its date had closed. elsewhere: given out on another device, moved there, or given out before this browser's data was
   * cleared. moving: asked or ready, and on its way to another phone: nothing may be done with it here until it is known which phone has it.
   */
  readonly state: "asked" | "ready" | "spent" | "missed" | "elsewhere" | "moving";
  readonly message?: Uint8Array;
  readonly inv?: Uint8Array;
  readonly blinded?: Uint8Array;
  readonly signature?: Uint8Array;
  /** A week pass's day pass: it is never sent with another. */
  readonly boundTo?: string;
  /** A day pass whose tap was not accepted, with the service's status; it may be tapped with again. */
  readonly refused?: number;
}

/** A tap that is on its way: what is sent, with the one pass that it can be counted with once. It is deleted once it is counted. */
export interface KeptTap {
  readonly keyId: string;
  readonly date: IsoDate;
  readonly body: string;
  /** It bound the week pass: no tap of its day pass had done so before. */
  readonly binds?: boolean;
  /** A send was begun: it can't be undone any more. */
  readonly tried?: boolean;
}

/** There is no pass for that date here to tap with: another page of the same person was quicker. */
export class AlreadyTapped extends Error {}

/** Where somebody works, as she last said. */
export interface Place {
  readonly unit: string;
  readonly unitName: string;
  readonly shift: string;
  readonly staffGroup: string;
}

/** What a request of IndexedDB brings. */
export const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("The wallet could not be read.")));
  });

/** Finds a day pass that can be tapped with, and binds its week pass to it. */
async function bound([pass, kept]: IDBObjectStore[], keyId: string): Promise<{ day: StoredPass; week: StoredPass | undefined; binds: boolean }> {
  const all = (await done(pass!.getAll())) as StoredPass[];
  const day = all.find(one => one.keyId === keyId && one.state === "ready");
  if (!day || (await done(kept!.getKey(keyId))) !== undefined) throw new AlreadyTapped();
  const week = weekPassFor(all, day);
  if (week) await done(pass!.put({ ...week, boundTo: keyId }));
  return { day, week, binds: week !== undefined && week.boundTo === undefined };
}

export class Wallet {
  private constructor(private readonly database: IDBDatabase) {}

  static async open(id: string): Promise<Wallet> {
    const request = indexedDB.open(`moralepulse-${id}`, 1);
    request.addEventListener("upgradeneeded", () => {
      request.result.createObjectStore("pass", { keyPath: "keyId" });
      request.result.createObjectStore("kept", { keyPath: "keyId" });
      request.result.createObjectStore("fact");
    });
    const database = await done(request);
    database.addEventListener("versionchange", () => database.close()); // a newer page may change the store; this one sends what it has in hand
    return new Wallet(database);
  }

  close(): void {
    this.database.close();
  }

  passes(): Promise<StoredPass[]> {
    return done(this.database.transaction("pass").objectStore("pass").getAll() as IDBRequest<StoredPass[]>);
  }

  /** Stores what is not there yet. Of two pages that ask at once the first one's blinding stands, and both ask with it. */
  async add(passes: readonly StoredPass[]): Promise<void> {
    await this.change(["pass"], async ([pass]) => {
      for (const one of passes) if ((await done(pass!.getKey(one.keyId))) === undefined) await done(pass!.put(one));
    });
  }

  /** The service has answered for a pass that was asked for. One that is on its way to another phone by now is left as it is. */
  async answered(keyId: string, change: Partial<StoredPass>): Promise<void> {
    await this.change(["pass"], async ([pass]) => {
      const before = (await done(pass!.get(keyId))) as StoredPass | undefined;
      if (before?.state === "asked") await done(pass!.put({ ...before, ...change }));
    });
  }

  async forget(keyIds: readonly string[]): Promise<void> {
    await this.change(["pass", "kept"], async ([pass, kept]) => {
      for (const keyId of keyIds) {
        await done(pass!.delete(keyId));
        await done(kept!.delete(keyId));
      }
    });
  }

  /**
   * Keeps a tap before it is sent, and binds the week's pass to it in the same step.
   * @param keyId the day pass's key
   * @param write writes what is sent
   * @throws AlreadyTapped where one is kept or spent already
   */
  keep(keyId: string, write: (day: StoredPass, week: StoredPass | undefined) => string): Promise<KeptTap> {
    return this.change(["pass", "kept"], async stores => {
      const { day, week, binds } = await bound(stores, keyId);
      const tap: KeptTap = { keyId, date: day.date, body: write(day, week), binds };
      await done(stores[1]!.put(tap));
      return tap;
    });
  }

  /**
   * Binds the week's pass to a day pass without keeping a tap, for one that is sent at once.
   * @throws AlreadyTapped where one is kept or spent already
   */
  bind(keyId: string): Promise<{ day: StoredPass; week: StoredPass | undefined }> {
    return this.change(["pass", "kept"], async stores => {
      const { day, week } = await bound(stores, keyId);
      return { day, week };
    });
  }

  /** Marks that a send begins, from which on nothing is undone; returns the tap as it is kept, undefined where it is not any more. */
  tried(keyId: string): Promise<KeptTap | undefined> {
    return this.change(["kept"], async ([kept]) => {
      const before = (await done(kept!.get(keyId))) as KeptTap | undefined;
      if (!before || before.tried) return before;
      const tap = { ...before, tried: true };
      await done(kept!.put(tap));
      return tap;
    });
  }

  /** Takes a tap back that was not sent: its day pass is ready again, and its week pass if this tap had bound it. Returns whether it could. */
  undo(keyId: string): Promise<boolean> {
    return this.change(["pass", "kept"], async ([pass, kept]) => {
      const tap = (await done(kept!.get(keyId))) as KeptTap | undefined;
      if (!tap || tap.tried) return false;
      for (const { boundTo, ...one } of (await done(pass!.getAll())) as StoredPass[]) if (boundTo === keyId && setsFree(tap)) await done(pass!.put(one));
      await done(kept!.delete(keyId));
      return true;
    });
  }

  /** Exchanges what a kept tap says, with the same pass. */
  async rewrite(keyId: string, body: string): Promise<void> {
    await this.change(["kept"], async ([kept]) => {
      const before = (await done(kept!.get(keyId))) as KeptTap | undefined;
      if (before) await done(kept!.put({ ...before, body }));
    });
  }

  kept(): Promise<KeptTap[]> {
    return done(this.database.transaction("kept").objectStore("kept").getAll() as IDBRequest<KeptTap[]>);
  }

  /**
   * Writes down what became of a tap, and what was tapped is no longer on the device. counted: its passes are spent. closed: they are worth nothing any
   * more. refused: it counted nothing, and they are as good as before; its week pass stays bound. Every page learns of it here, whichever page, or worker, has sent it.
   */
  async settle(keyId: string, became: Over): Promise<void> {
    await this.change(["pass", "kept"], async ([pass, kept]) => {
      for (const one of (await done(pass!.getAll())) as StoredPass[]) {
        if (one.keyId !== keyId && (one.boundTo !== keyId || became.kind === "refused")) continue;
        const { message: _m, inv: _i, blinded: _b, signature: _s, ...rest } = one;
        await done(pass!.put(became.kind === "refused" ? { ...one, refused: became.status } : { ...rest, state: became.kind === "counted" ? "spent" : "missed" }));
      }

      await done(kept!.delete(keyId));
    });
  }

  place(): Promise<Place | undefined> {
    return done(this.database.transaction("fact").objectStore("fact").get("place") as IDBRequest<Place | undefined>);
  }

  async remember(place: Place): Promise<void> {
    await this.change(["fact"], async ([fact]) => done(fact!.put(place, "place")));
  }

  fact<T>(name: string): Promise<T | undefined> {
    return done(this.database.transaction("fact").objectStore("fact").get(name) as IDBRequest<T | undefined>);
  }

  /** Changes several stores at once, all of it or nothing, and returns when it is on the disk. */
  async change<T>(stores: string[], work: (stores: IDBObjectStore[]) => Promise<T>): Promise<T> {
    const transaction = this.database.transaction(stores, "readwrite", { durability: "strict" });
    const written = new Promise<void>((resolve, reject) => {
      transaction.addEventListener("complete", () => resolve());
      transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("The wallet could not be written.")));
    });
    try {
      const result = await work(stores.map(name => transaction.objectStore(name)));
      await written;
      return result;
    } catch (fault) {
      written.catch(() => undefined);
      if (transaction.error === null) abort(transaction);
      throw transaction.error ?? fault;
    }
  }
}

/** All of a step or nothing. */
function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It is over already.
  }
}
