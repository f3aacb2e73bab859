/**
 * The week pass goes with one day pass only: two day passes that came with the same week pass would be known as one person's. So it is bound to a day
 * pass in storage before it can leave the device, and stays so whatever becomes of the tap, unless that was undone before anything was sent.
 */
import { mondayOf } from "./calendar.ts";
import type { KeptTap, StoredPass } from "./wallet.ts";

type Bindable = Pick<StoredPass, "keyId" | "kind" | "date" | "state"> & { readonly boundTo?: string };

/** The week pass that goes with a day pass: that week's, unspent, and bound to no other day pass; undefined where there is none, and the tap counts without. */
export const weekPassFor = <T extends Bindable>(passes: readonly T[], day: Pick<StoredPass, "keyId" | "date">): T | undefined =>
  passes.find(one => one.kind === "week" && one.state === "ready" && one.date === mondayOf(day.date) && (one.boundTo ?? day.keyId) === day.keyId);

/** Whether undoing a tap sets its week pass free: only where this very tap bound it, and no send of it was begun. */
export const setsFree = (tap: Pick<KeptTap, "binds" | "tried">): boolean => tap.binds === true && tap.tried !== true;
