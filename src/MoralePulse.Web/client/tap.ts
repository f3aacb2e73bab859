/** Sends one tap: a pass, a place and a mood, and nothing that says who. */
import { toBase64Url } from "./bytes.ts";
import { sayDate } from "./calendar.ts";
import type { KeptTap, Place, StoredPass, Wallet } from "./wallet.ts";

export type Mood = "green" | "amber" | "red";

/** What became of a tap, in words for the person. */
export type Outcome =
  | { readonly kind: "counted" }
  /** Nothing is lost: the same tap may be sent again, and counts once. */
  | { readonly kind: "kept"; readonly title: string; readonly detail: string }
  /** It was not counted and can't be as it is. */
  | { readonly kind: "refused"; readonly title: string; readonly detail: string };

const sendAgain = "Your tap is safe on this device and your pass is still good. Send it again in a moment: it counts once, however often you send it.";

/** Keeps the tap on the device first, and binds the week's pass to it, so that whatever happens next can be repeated. */
export const keep = (wallet: Wallet, keyId: string, place: Place, mood: Mood): Promise<KeptTap> =>
  wallet.keep(keyId, (day, week) =>
    JSON.stringify({
      pass: written(day),
      ...(week && { weekPass: written(week) }),
      unit: place.unit,
      shift: place.shift,
      ...(place.staffGroup && { staffGroup: place.staffGroup }),
      mood,
    }),
  );

const written = (pass: StoredPass) => ({ keyId: pass.keyId, message: toBase64Url(pass.message!), signature: toBase64Url(pass.signature!) });

/** Sends what is kept: without cookies, so that the service that counts does not know who is signed in. */
export async function send(ods: string, wallet: Wallet, tap: KeptTap): Promise<Outcome> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/${ods}/ratings`, {
      method: "POST",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      headers: { "Content-Type": "application/json" },
      body: tap.body,
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    return { kind: "kept", title: "Your tap could not be sent", detail: `There was no answer. Check your connection. ${sendAgain}` };
  }

  if (response.status === 204) {
    await wallet.counted(tap.keyId);
    return { kind: "counted" };
  }

  if (response.status === 429 || response.status >= 500) return { kind: "kept", title: "The service is busy", detail: `Your tap was not counted yet. ${sendAgain}` };
  return refused(response.status, wallet, tap);
}

async function refused(status: number, wallet: Wallet, tap: KeptTap): Promise<Outcome> {
  if (status === 410) {
    await wallet.forget([tap.keyId]);
    return { kind: "refused", title: "It is too late for this date", detail: `Taps for ${sayDate(tap.date)} are closed. Yours was not counted.` };
  }

  await wallet.release(tap.keyId);
  return status === 422
    ? { kind: "refused", title: "Your tap was not counted", detail: "Your unit, shift or date is not known any more, or the date has not begun. Choose Change, check all three, and send again: your pass is still good." }
    : { kind: "refused", title: "Your tap was not counted", detail: `The service did not accept it (${status}). Reload this page and try once more. If it happens again, tell the people who run MoralePulse here.` };
}
