/** On every page of somebody who signed in on a shared computer: after two minutes of rest, or when she leaves, she is signed out and nothing of hers is left. */
import { leave, onActive, tellActive, watchLeaving } from "./shared-leave.ts";
import { element } from "./page.ts";
import { text } from "./texts.ts";

/** For so long nothing may be done before she is signed out, and from when on she is told. */
const restMs = 120_000;
const warnMs = 90_000;

const bar = element("shared-rest");
let active = Date.now();
let told = Date.now();

function awake(): void {
  active = Date.now();
}

/** Whoever reloads a page or types an address has left; the page that came was made before that was known. And a sign-in may have been ended elsewhere. */
async function stillHers(): Promise<void> {
  if ((await fetch("/api/v1/me").catch(() => undefined))?.status === 401) await leave();
}

/** Looks how long nothing has been done; by the clock, since a computer that slept has not counted. The bar goes a moment later, not under her finger. */
function look(): void {
  const rest = Date.now() - active;
  if (rest >= restMs) return void leave();
  if (rest >= warnMs && bar.hidden) element("shared-rest-text").textContent = text("SharedRest");
  bar.hidden = rest < warnMs;
}

for (const event of ["pointerdown", "keydown", "wheel", "touchmove"]) {
  addEventListener(
    event,
    () => {
      awake();
      if (Date.now() - told < 5_000) return;
      told = Date.now();
      tellActive();
    },
    { passive: true, capture: true },
  );
}

bar.querySelector("button")!.addEventListener("click", look);
onActive(awake);
watchLeaving();
if ((performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined)?.type === "reload") void leave();
for (const ms of [1_000, 3_000]) setTimeout(() => void stillHers(), ms);
setInterval(() => void stillHers(), 30_000);
setInterval(look, 1_000);
document.addEventListener("visibilitychange", look);
