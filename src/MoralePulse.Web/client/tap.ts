/** One tap on its way: a pass, a place and a mood, sent without cookies and with nothing that says who. */
import { toBase64Url } from "./bytes.ts";
import type { Place, StoredPass } from "./wallet.ts";

export type Mood = "green" | "amber" | "red";

/** Why a tap is sent again. lost: no answer came. not yet: its date has not begun, since this device's clock is ahead. */
export type Waits = "lost" | "busy" | "not yet";

/** What became of a tap for good. */
export type Over =
  /** It is counted, now or when it was sent before. */
  | { readonly kind: "counted" }
  /** Its date is over. */
  | { readonly kind: "closed" }
  /** Not as it is; the pass is still good. */
  | { readonly kind: "refused"; readonly status: number };

/** What became of a tap. */
export type Settled =
  | Over
  /** Nothing is lost: sent again as it is, it counts once. */
  | { readonly kind: "again"; readonly why: Waits; readonly afterMs: number };

/** What the service said: settled, or to be said again without a shift or staff group that is not known any more; a tap may do without. */
export type Answer = Settled | { readonly kind: "say less"; readonly body: string };

/** Writes what is sent. */
export const writes = (place: Place, mood: Mood) => (day: StoredPass, week: StoredPass | undefined): string =>
  JSON.stringify({
    pass: written(day),
    ...(week && { weekPass: written(week) }),
    unit: place.unit,
    shift: place.shift,
    ...(place.staffGroup && { staffGroup: place.staffGroup }),
    mood,
  });

const written = (pass: StoredPass) => ({ keyId: pass.keyId, message: toBase64Url(pass.message!), signature: toBase64Url(pass.signature!) });

/**
 * Sends it: without cookies, so that the service that counts does not know who is signed in, and to its end even if the page is closed meanwhile.
 * @param rewrite keeps what is sent instead where less has to be said
 */
export async function send(ods: string, body: string, rewrite: (body: string) => Promise<void>): Promise<Settled> {
  const answer = await post(ods, body);
  if (answer.kind !== "say less") return answer;
  await rewrite(answer.body).catch(() => undefined); // what can't be kept is said anew the next time; the pass is the same, so it counts once
  return send(ods, answer.body, rewrite);
}

async function post(ods: string, body: string): Promise<Answer> {
  try {
    const response = await fetch(`/api/v1/${ods}/ratings`, {
      method: "POST",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      keepalive: true,
      headers: { "Content-Type": "application/json" },
      body,
      signal: AbortSignal.timeout(15_000),
    });
    const problem = response.ok ? {} : ((await response.json().catch(() => ({}))) as { type?: string });
    return read(response.status, problem.type, (Number(response.headers.get("Retry-After")) || 0) * 1000, body);
  } catch {
    return { kind: "again", why: "lost", afterMs: 0 };
  }
}

/**
 * Reads an answer by its status and the type of its problem. Only the service names its problems: whatever else answers for it, such as a network's proxy or its
 * page of welcome, has settled nothing.
 */
export function read(status: number, type: string | undefined, afterMs: number, body: string): Answer {
  if (status === 204) return { kind: "counted" };
  if (status === 408 || status === 429 || status >= 500) return { kind: "again", why: "busy", afterMs };
  if (!type?.startsWith("/problems/")) return { kind: "again", why: "lost", afterMs };
  if (type === "/problems/not-yet") return { kind: "again", why: "not yet", afterMs: 0 }; // the device's clock is ahead of the service's
  if (status === 410) return { kind: "closed" };
  const less = { "/problems/unknown-shift": "shift", "/problems/unknown-staff-group": "staffGroup" }[type ?? ""];
  if (less !== undefined && less in JSON.parse(body)) return { kind: "say less", body: JSON.stringify({ ...JSON.parse(body), [less]: undefined }) };
  return { kind: "refused", status };
}
