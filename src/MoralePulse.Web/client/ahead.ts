/** On pages other than the tap: collects passes ahead of need, quietly. Whatever fails here is tried again, and told, on the tap page. */
import { collect, memoryOf } from "./collect.ts";
import { KeysNotTrusted, seenFingerprint } from "./keys.ts";
import { collector } from "./page.ts";
import { Wallet } from "./wallet.ts";

const who = collector();
const fingerprint = document.getElementById("fingerprint");
if (who) {
  if (fingerprint) fingerprint.textContent = "Working it out…";
  const fault = await collect(who, await Wallet.open(who.wallet)).then(() => undefined, (reason: unknown) => reason);
  if (fingerprint) fingerprint.textContent = fault instanceof KeysNotTrusted ? `Stop: ${fault.message} Tell your staff representative.` : (seenFingerprint(memoryOf(who)) ?? "The list could not be read. Reload this page.");
}
