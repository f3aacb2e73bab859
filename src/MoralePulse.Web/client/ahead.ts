/**
 * On pages other than the tap: sends what waits, and collects passes ahead of need, quietly. Whatever fails here is tried again, and told, on the tap page.
 * On a shared computer it does neither: nothing waits there, and nothing is kept.
 */
import { collect, memoryOf, tidy } from "./collect.ts";
import { KeysNotTrusted, openKeysUnremembered, seenFingerprint } from "./keys.ts";
import { forgetOthers, forgetPage } from "./offline.ts";
import { Outbox } from "./outbox.ts";
import { collector } from "./page.ts";
import { TapList } from "./tap-list.ts";
import { apartFromTaps, openedForTap } from "./tap-visit.ts";
import { text } from "./texts.ts";
import { Wallet } from "./wallet.ts";

const who = collector();
const fingerprint = document.getElementById("fingerprint");
if (who) {
  say(text("KeysWorking"));
  await (who.shared ? onShared(who.ods) : onOwn());
}

function say(words: string): void {
  if (fingerprint) fingerprint.textContent = words;
}

const told = (fault: unknown): string => (fault instanceof KeysNotTrusted ? text("KeysStop", fault.message) : text("KeysNotRead"));

async function onOwn(): Promise<void> {
  await forgetOthers(who!).catch(() => undefined);
  const wallet = await Wallet.open(who!.wallet);
  const outbox: Outbox = new Outbox(who!, wallet, () => void list.show().catch(() => undefined));
  const list = new TapList(wallet, outbox);
  await list.show();
  if ((await wallet.kept()).length > 0) openedForTap(); // a tap goes now: nothing is collected near it, as after the tap page
  void outbox.sendWaiting().catch(() => undefined);
  const fault = await tidy(who!, wallet).then(() => undefined, (reason: unknown) => reason);
  say(fault instanceof KeysNotTrusted ? told(fault) : (seenFingerprint(memoryOf(who!)) ?? told(fault)));
  if (fault === undefined) apartFromTaps(() => collect(who!, wallet).catch(() => undefined));
}

async function onShared(ods: string): Promise<void> {
  await forgetPage().catch(() => undefined); // of whoever used this computer as her own
  if (fingerprint) say(await openKeysUnremembered(ods).then(list => list.fingerprint, told));
}
