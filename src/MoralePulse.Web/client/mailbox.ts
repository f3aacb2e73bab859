/** The mailbox that carries an encrypted wallet to another phone of the same person. */
import type { Seed } from "./letter.ts";
import { nameOf } from "./letter.ts";

/** What has become of a letter. over: nobody has fetched it, and nobody can any more. */
export type Fate = "waiting" | "fetched" | "arrived" | "called-off" | "over";

/** What the mailbox does; tests have one of their own. */
export interface Mailbox {
  put(seed: Seed, letter: Uint8Array<ArrayBuffer>): Promise<"in" | "full" | "signed out">;
  /** The letter, once; null where there is none any more. */
  fetch(seed: Seed): Promise<Uint8Array<ArrayBuffer> | null>;
  fate(seed: Seed): Promise<Fate>;
  /** The new phone has the passes: true. False where the old one has taken them back. */
  arrived(seed: Seed): Promise<boolean>;
  /** The old phone has them again: true. False where they have arrived on the new one. */
  callOff(seed: Seed): Promise<boolean>;
}

/** There was no answer, or none that says anything: nothing is known, and everything may be asked again. */
export class NoAnswer extends Error {}

const noAnswer = (): never => {
  throw new NoAnswer();
};

async function ask(seed: Seed, method: string, understood: readonly number[], what = "", body?: Uint8Array<ArrayBuffer>): Promise<Response> {
  const response = await fetch(`/api/v1/mailbox/${await nameOf(seed)}${what}`, {
    method,
    ...(body && { body, headers: { "Content-Type": "application/octet-stream" } }),
    cache: "no-store",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(20_000),
  }).catch(noAnswer);
  if (!understood.includes(response.status)) throw new NoAnswer(String(response.status));
  return response;
}

export const mailbox: Mailbox = {
  put: async (seed, letter) => {
    const { status } = await ask(seed, "PUT", [204, 401, 429, 503], "", letter);
    return status === 204 ? "in" : status === 401 ? "signed out" : "full";
  },
  fetch: async seed => {
    const response = await ask(seed, "POST", [200, 404], "/fetch");
    return response.ok ? new Uint8Array(await response.arrayBuffer().catch(noAnswer)) : null;
  },
  fate: async seed => ((await (await ask(seed, "GET", [200])).json().catch(noAnswer)) as { state: Fate }).state,
  arrived: async seed => (await ask(seed, "POST", [204, 409], "/arrived")).ok,
  callOff: async seed => (await ask(seed, "DELETE", [204, 409])).ok,
};
