/** The passes of one person on a shared computer: in this page's memory only, and no more of them than she taps with now. */
import { BlindInWorker } from "./blind-in-worker.ts";
import { fromBase64Url } from "./bytes.ts";
import { mondayOf, type IsoDate } from "./calendar.ts";
import { request, type Collector } from "./collect.ts";
import { checkSize, openKeysUnremembered, type PassKey } from "./keys.ts";
import { streamOf } from "./seeded.ts";
import { sharedSeed } from "./shared-seed.ts";
import type { StoredPass } from "./wallet.ts";

/** A day pass, and the week pass where none was issued before. elsewhere: her phone has the day's, or another computer. */
export type SharedPass = { readonly day: StoredPass; readonly week: StoredPass | undefined } | "elsewhere";

export class SharedPasses {
  private readonly known = new Map<IsoDate, Promise<SharedPass>>();

  constructor(private readonly who: Collector) {}

  /** The passes for a date, asked for once. After a reload the same messages are asked for again, so the same passes come. */
  of(date: IsoDate): Promise<SharedPass> {
    const asked = this.known.get(date) ?? this.ask(date);
    this.known.set(date, asked);
    asked.catch(() => this.known.delete(date)); // without an answer it may be asked again
    return asked;
  }

  private async ask(date: IsoDate): Promise<SharedPass> {
    const { keys } = await openKeysUnremembered(this.who.ods);
    const day = keys.find(key => key.kind === "day" && key.serviceDate === date);
    if (!day) throw new Error(`There is no key for ${date}.`);
    const week = keys.find(key => key.kind === "week" && key.serviceDate === mondayOf(date));
    const worker = new BlindInWorker(this.who.worker);
    try {
      let left = week ? [day, week] : [day];
      for (;;) {
        const asked: StoredPass[] = [];
        for (const key of left) asked.push(await this.blinded(key, day, worker)); // one after the other: each draws from a stream of its own
        const answer = await request(asked);
        if ("signatures" in answer) {
          const ready = await Promise.all(answer.signatures.map(async ({ keyId, signature }) => finished(asked, left, keyId, signature, worker)));
          return { day: ready.find(pass => pass.kind === "day")!, week: ready.find(pass => pass.kind === "week") };
        }

        // All or nothing, so with the day pass the week pass was not issued either: it stays her phone's.
        if (answer.refused.includes(day.keyId)) return "elsewhere";
        left = left.filter(key => !answer.refused.includes(key.keyId));
      }
    } finally {
      worker.end();
    }
  }

  // The week's is drawn for the day it goes with: asked for with another day it is another message, which the service refuses, so it never goes with two taps.
  private async blinded(key: PassKey, day: PassKey, worker: BlindInWorker): Promise<StoredPass> {
    const spki = fromBase64Url(key.spki);
    await checkSize(spki);
    const blinding = await worker.blind(spki, await streamOf(sharedSeed(), this.who.wallet, key === day ? day.keyId : `${key.keyId} with ${day.keyId}`));
    return { keyId: key.keyId, kind: key.kind, date: key.serviceDate, state: "asked", ...blinding };
  }
}

async function finished(asked: readonly StoredPass[], keys: readonly PassKey[], keyId: string, signature: string, worker: BlindInWorker): Promise<StoredPass> {
  const pass = asked.find(one => one.keyId === keyId)!;
  const key = keys.find(one => one.keyId === keyId)!;
  return { ...pass, state: "ready", signature: await worker.finish(fromBase64Url(key.spki), pass.message!, pass.inv!, fromBase64Url(signature)) };
}
