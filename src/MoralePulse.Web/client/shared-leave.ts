/**
 * Leaving a shared computer: signed out, in every tab, with nothing left on the screen. Of a page's scripts only shared-computer.ts does it; others ask by
 * {@link askToLeave}, since each has what it imports to itself.
 */

import { text } from "./texts.ts";

let channel: BroadcastChannel | undefined;
const others = (): BroadcastChannel => (channel ??= new BroadcastChannel("moralepulse shared"));

const asked = "moralepulse leave";

/** Asks this page's shared-computer.ts to leave, and for a page of ours. */
export const askToLeave = (address: string): boolean => dispatchEvent(new CustomEvent(asked, { detail: address }));

/** Whether the page that follows is one of ours: then she is still here. */
let staying = false;

/** Milliseconds between tries to sign out where there is no network. */
const pauseMs = 2_000;

/** Ends the sign-in; also while the page is being closed. Throws where the service could not do it now. */
async function signOut(): Promise<void> {
  const { status } = await fetch("/sign-out", { method: "POST", keepalive: true, redirect: "manual", signal: AbortSignal.timeout(15_000) });
  if (status === 429 || status >= 500) throw new Error(String(status));
}

/** Ends the sign-in by the button, and says where to go on to: there may be the provider's own sign-out. Throws where there is no answer. */
async function signOutByButton(): Promise<string> {
  const answer = await fetch("/sign-out?onwards", { method: "POST", signal: AbortSignal.timeout(15_000) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

/** Goes on to a page of ours, which takes this one's place in the history. */
function goTo(address: string): void {
  staying = true;
  location.replace(address);
}

/** Nobody is here any more, nor in another tab. */
export async function leave(address = "/"): Promise<void> {
  others().postMessage("left");
  await end(address);
}

let ending = false;

/** What was on the screen goes first; then nothing else is shown until she is signed out for sure, or the next page would still be hers. */
async function end(address: string, out: () => Promise<string | void> = signOut): Promise<void> {
  if (ending) return;
  ending = true;
  const words = document.createElement("p");
  words.textContent = text("SharedLeaving");
  const hers = [...document.body.children];
  for (const one of hers) (one as HTMLElement).hidden = true; // a page that is still starting needs its parts a moment longer
  document.body.append(words);
  for (;;) {
    try {
      return goTo((await out()) ?? address);
    } catch {
      for (const one of hers) one.remove();
      await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
  }
}

/** What the Navigation API tells, where a browser has it. */
interface Going extends Event {
  readonly navigationType: string;
  readonly destination: { readonly url: string };
}

/** Signs out whenever the page is left for anything but a page of ours: closed, reloaded, or another site. */
export function watchLeaving(): void {
  (globalThis as { navigation?: EventTarget }).navigation?.addEventListener("navigate", event => {
    const { navigationType, destination } = event as Going;
    if (navigationType === "traverse") staying = new URL(destination.url).origin === location.origin; // back and forward among our pages
  });
  addEventListener("click", event => {
    const link = (event.target as Element).closest("a");
    if (!link || event.defaultPrevented || link.origin !== location.origin || link.target !== "" || event.ctrlKey || event.metaKey || event.shiftKey) return;
    staying = link.pathname !== location.pathname || link.search !== location.search || link.hash === "";
  });
  addEventListener(asked, event => void leave((event as CustomEvent<string>).detail));
  addEventListener("submit", event => {
    staying = !event.defaultPrevented;
    if (new URL((event.target as HTMLFormElement).action).pathname !== "/sign-out") return;
    event.preventDefault(); // without network the browser's own page of errors would stand there, and she would still be signed in
    others().postMessage("left");
    void end("/", signOutByButton);
  });
  addEventListener("pagehide", () => {
    if (staying) return;
    others().postMessage("left");
    void signOut().catch(() => undefined);
  });
  addEventListener("pageshow", event => {
    staying = false;
    if (!event.persisted) return;
    document.body.replaceChildren(); // the page of whoever was here before
    location.replace(location.pathname + location.search);
  });
  others().addEventListener("message", event => {
    if (event.data === "left") void end("/");
  });
}

/** Something was done in this tab: in the others she is not away either. */
export const tellActive = (): void => others().postMessage("active");

/** Something was done in another tab. */
export const onActive = (act: () => void): void =>
  others().addEventListener("message", event => {
    if (event.data === "active") act();
  });
