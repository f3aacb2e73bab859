/** On pages other than the tap: collects passes ahead of need, quietly. Whatever fails here is tried again, and told, on the tap page. */
import { collect } from "./collect.ts";
import { collector } from "./page.ts";
import { Wallet } from "./wallet.ts";

const who = collector();
if (who) collect(who, await Wallet.open(who.wallet)).catch(() => undefined);
