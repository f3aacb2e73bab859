/** A person's passes on this device: one IndexedDB database for each wallet, so that another person on the same browser opens another. */
import { mondayOf, type IsoDate } from "./calendar.ts";

export interface StoredPass {
  readonly keyId: string;
  readonly kind: "day" | "week";
  /** A day pass's date, a week pass's Monday. */
  readonly date: IsoDate;
  /**
   * asked: blinded and kept before asking, so that asking again gives the same pass. ready: may be spent. spent: a tap was counted with it.
   * elsewhere: given out on another device, or before this browser's data was cleared.
   */
  readonly state: "asked" | "ready" | "spent" | "elsewhere";
  readonly message?: Uint8Array;
  readonly inv?: Uint8Array;
  readonly blinded?: Uint8Array;
  readonly signature?: Uint8Array;
  /** A week pass's day pass: it is never sent with another. */
  readonly boundTo?: string;
}

/** A tap that is on its way: exactly what is sent, so that sending it again can't count it twice. It is deleted once it is counted. */
export interface KeptTap {
  readonly keyId: string;
  readonly date: IsoDate;
  readonly body: string;
}

/** Where somebody works, as she last said. */
export interface Place {
  readonly unit: string;
  readonly unitName: string;
  readonly shift: string;
  readonly staffGroup: string;
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("The wallet could not be read.")));
  });

export class Wallet {
  private constructor(private readonly database: IDBDatabase) {}

  static async open(id: string): Promise<Wallet> {
    const request = indexedDB.open(`moralepulse-${id}`, 1);
    request.addEventListener("upgradeneeded", () => {
      request.result.createObjectStore("pass", { keyPath: "keyId" });
      request.result.createObjectStore("kept", { keyPath: "keyId" });
      request.result.createObjectStore("fact");
    });
    return new Wallet(await done(request));
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

  async update(keyId: string, change: Partial<StoredPass>): Promise<void> {
    await this.change(["pass"], async ([pass]) => {
      const before = (await done(pass!.get(keyId))) as StoredPass | undefined;
      if (before) await done(pass!.put({ ...before, ...change }));
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
   * Keeps a tap before it is sent, and binds the week's pass to it in the same step. A tap that is kept already is returned as it was.
   * @param keyId the day pass's key
   * @param write writes what is sent
   */
  keep(keyId: string, write: (day: StoredPass, week: StoredPass | undefined) => string): Promise<KeptTap> {
    return this.change(["pass", "kept"], async ([pass, kept]) => {
      const before = (await done(kept!.get(keyId))) as KeptTap | undefined;
      if (before) return before;
      const all = (await done(pass!.getAll())) as StoredPass[];
      const day = all.find(one => one.keyId === keyId && one.state === "ready");
      if (!day) throw new Error("There is no pass left for this date.");
      const week = all.find(one => one.kind === "week" && one.state === "ready" && one.date === mondayOf(day.date) && (one.boundTo ?? keyId) === keyId);
      if (week) await done(pass!.put({ ...week, boundTo: keyId }));
      const tap: KeptTap = { keyId, date: day.date, body: write(day, week) };
      await done(kept!.put(tap));
      return tap;
    });
  }

  kept(): Promise<KeptTap[]> {
    return done(this.database.transaction("kept").objectStore("kept").getAll() as IDBRequest<KeptTap[]>);
  }

  /** A tap was counted: its passes are spent, and what was tapped is no longer on the device. */
  async counted(keyId: string): Promise<void> {
    await this.change(["pass", "kept"], async ([pass, kept]) => {
      for (const one of (await done(pass!.getAll())) as StoredPass[]) {
        if (one.keyId !== keyId && one.boundTo !== keyId) continue;
        const { message: _m, inv: _i, blinded: _b, signature: _s, ...rest } = one;
        await done(pass!.put({ ...rest, state: "spent" }));
      }

      await done(kept!.delete(keyId));
    });
  }

  /** Lets go of a tap that was refused and counted nothing; its pass is as good as before. */
  async release(keyId: string): Promise<void> {
    await this.change(["kept"], async ([kept]) => done(kept!.delete(keyId)));
  }

  place(): Promise<Place | undefined> {
    return done(this.database.transaction("fact").objectStore("fact").get("place") as IDBRequest<Place | undefined>);
  }

  async remember(place: Place): Promise<void> {
    await this.change(["fact"], async ([fact]) => done(fact!.put(place, "place")));
  }

  private async change<T>(stores: string[], work: (stores: IDBObjectStore[]) => Promise<T>): Promise<T> {
    const transaction = this.database.transaction(stores, "readwrite", { durability: "strict" });
    const written = new Promise<void>((resolve, reject) => {
      transaction.addEventListener("complete", () => resolve());
      transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("The wallet could not be written.")));
    });
    const [result] = await Promise.all([work(stores.map(name => transaction.objectStore(name))), written]);
    return result;
  }
}
