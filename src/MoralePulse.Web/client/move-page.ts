/** The page that moves a wallet: on the old phone it shows a code, on the new one it was opened from that code. */
import { memoryOf, NotHere, tidy } from "./collect.ts";
import { codeOf, open, readCode, type Seed } from "./letter.ts";
import { mailbox, NoAnswer } from "./mailbox.ts";
import { codeInAddress, endOfAddress, keepOverSignIn, takeCode } from "./move-code.ts";
import { callOff, CanNotMove, confirm, receive, seedOnItsWay, send, settle, useAgain, type Whereabouts } from "./moving.ts";
import { collector, element } from "./page.ts";
import { draw } from "./qr.ts";
import { text } from "./texts.ts";
import { Wallet } from "./wallet.ts";

/** Milliseconds between two looks at what has become of the letter. */
const lookEvery = 2_000;

const panels = [...document.querySelectorAll<HTMLElement>("[data-move-panel]")];
const code = takeCode();
const who = collector();
if (who) start().catch(() => show("no-store"));
else if (code !== null) {
  keepOverSignIn(code);
  show("sign-in-for-code");
}

addEventListener("hashchange", () => codeInAddress() && location.reload()); // another code was pasted over this page's address
addEventListener("pageshow", event => {
  if (event.persisted) location.reload(); // a code of before
});

function show(panel: string): void {
  for (const one of panels) one.hidden = one.dataset.movePanel !== panel;
  panels.find(one => !one.hidden)?.querySelector<HTMLElement>("h1")?.focus();
}

async function start(): Promise<void> {
  const wallet = await Wallet.open(who!.wallet);
  on("move-begin", () => begin(wallet));
  on("move-call-off", async () => stand(wallet, await callOff(wallet)));
  on("move-call-off-fetched", async () => stand(wallet, await callOff(wallet)));
  on("move-use-again", async () => {
    await useAgain(wallet);
    location.assign("/tap");
  });
  on("move-copy", copy);
  try {
    await (code === null ? old(wallet) : fresh(wallet, code));
  } catch (fault) {
    if (!(fault instanceof NoAnswer)) throw fault;
    show("no-answer");
  }
}

/** A button does its work once at a time, and says so where there is no connection. */
function on(id: string, work: () => Promise<void>): void {
  const button = element<HTMLButtonElement>(id);
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    work()
      .catch((fault: unknown) => say(fault instanceof NoAnswer ? text("MoveNoAnswer") : text("MoveFault")))
      .finally(() => button.removeAttribute("aria-disabled"));
  });
}

const say = (words: string): void => void (element("move-status").textContent = words);

/** The old phone, or any that was opened without a code. */
async function old(wallet: Wallet): Promise<void> {
  if (who!.shared) return show("shared");
  const fault = await tidy(who!, wallet).then(() => undefined, (reason: unknown) => reason);
  if (fault instanceof NoAnswer) throw fault;
  await stand(wallet, fault instanceof NotHere ? fault.where : "here");
}

async function stand(wallet: Wallet, where: Whereabouts): Promise<void> {
  watching++; // a look that is under way has nothing to say any more
  say("");
  if (where === "moved") return show("moved");
  if (where === "fetched") {
    show("fetched");
    return watch(wallet, where);
  }

  const seed = where === "waiting" ? await seedOnItsWay(wallet) : undefined;
  if (seed) return offer(wallet, seed);
  const passes = await wallet.passes();
  if ((await wallet.kept()).length > 0) show("tap-waits");
  else show(passes.some(pass => pass.state === "ready" || pass.state === "asked") ? "start" : "nothing");
}

async function begin(wallet: Wallet): Promise<void> {
  say(text("MovePutting"));
  const sent = await send(wallet, localStorage.getItem(memoryOf(who!)) ?? undefined).catch((fault: unknown) => fault);
  say("");
  if (sent instanceof CanNotMove) return show(sent.why === "tap waits" ? "tap-waits" : "nothing");
  if (sent === "full") return show("full");
  if (sent === "signed out") return location.assign("/?returnUrl=/move");
  if (sent instanceof Error) throw sent;
  await offer(wallet, (sent as { seed: Seed }).seed);
}

async function offer(wallet: Wallet, seed: Seed): Promise<void> {
  const address = `${location.origin}/move${endOfAddress(await codeOf(seed, who!.wallet))}`;
  draw(element("move-qr"), address);
  element<HTMLInputElement>("move-link").value = address;
  show("code");
  await watch(wallet, "waiting");
}

async function copy(): Promise<void> {
  const link = element<HTMLInputElement>("move-link");
  link.select();
  await navigator.clipboard.writeText(link.value);
  say(text("MoveCopied"));
}

let watching = 0;

/** Looks now and then, until something has become of it. A look without an answer is simply followed by the next. */
async function watch(wallet: Wallet, since: Whereabouts): Promise<void> {
  const mine = ++watching;
  const look = async (): Promise<void> => {
    if (mine !== watching || !(await seedOnItsWay(wallet))) return;
    const where = await settle(wallet, memoryOf(who!)).catch(() => since);
    if (mine !== watching) return;
    if (where === since) return void setTimeout(() => void look(), lookEvery);
    if (where === "here") show("run-out");
    else await stand(wallet, where);
  };
  setTimeout(() => void look(), lookEvery);
}

/** The new phone: opened from the code on the old one's screen. */
async function fresh(wallet: Wallet, code: string): Promise<void> {
  if (who!.shared) return show("shared");
  const read = await readCode(code, who!.wallet);
  if (!read) return show("odd-code");
  if (!read.hers) return show("not-hers");
  const own = await seedOnItsWay(wallet);
  if (own && own.join() === read.seed.join()) return show("this-phone");
  if (own) await callOff(wallet);
  show("fetching");
  keepOverSignIn(code); // for a reload, until there has been an answer
  const sealed = await mailbox.fetch(read.seed);
  const letter = sealed && (await open(sealed, read.seed).catch(() => null));
  if (letter) await receive(wallet, read.seed, letter);
  takeCode();
  if (!letter) return show("used-up");
  show((await confirm(wallet, memoryOf(who!))) ? "arrived" : "called-off");
}
