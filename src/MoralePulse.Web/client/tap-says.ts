/** What the tap page says where there is no form to show, and where something is wrong. */
import { NotHere, SignedOut } from "./collect.ts";
import { KeysNotTrusted } from "./keys.ts";
import { element, showOnly } from "./page.ts";
import { text } from "./texts.ts";

export const panels = ["tap-form", "tap-ready", "tap-done", "tap-after", "tap-none", "shared-sending"].flatMap(id => document.getElementById(id) ?? []);

/** The NHS error summary: what is wrong, and a link to where it is put right. */
export function problem(title: string, detail: string, remedy: string, where: string): void {
  const summary = element("tap-problem");
  element("tap-problem-title").textContent = title;
  element("tap-problem-detail").textContent = detail;
  const link = element<HTMLAnchorElement>("tap-problem-remedy");
  link.textContent = remedy;
  link.href = `#${where}`;
  summary.hidden = false;
  summary.focus();
}

export function noProblem(): void {
  element("tap-problem").hidden = true;
}

/** Why a tap was not accepted, and what to do, by the service's status. */
export function refusal(status: number): string {
  return status === 422 ? text("TapUnknown") : text("TapRefusedDetail", status);
}

/** There is nothing to tap with. */
export function none(title: string, detail: string): void {
  element("tap-none-title").textContent = title;
  element("tap-none-detail").textContent = detail;
  showOnly(element("tap-none"), panels);
}

/** Passes could not be collected. */
export function tell(fault: unknown): void {
  if (fault instanceof SignedOut) none(text("TapSignedOut"), text("TapSignedOutDetail"));
  else if (fault instanceof NotHere) none(text(fault.where === "moved" ? "TapMovedTitle" : "TapMovingTitle"), text(fault.where === "moved" ? "TapMoved" : "TapMoving"));
  else if (fault instanceof KeysNotTrusted) none(text("TapKeysStop"), text("TapKeysStopDetail", fault.message));
  else none(text("TapNoPasses"), text("TapNoPassesDetail"));
}
