/** Makes a trend page live: when a block is released, asks for the page again until its trend has caught up, and swaps what has changed. */
import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { Pulse } from "./pulse.ts";
import { drawnOf, hasCaughtUp, nextLook, type Drawn } from "./trend-page.ts";

const trend = document.getElementById("trend");
if (trend) follow(trend);

function follow(page: HTMLElement): void {
  const unit = page.dataset.watch!;
  let wanted: Drawn = drawnOf(page.dataset);
  let looking = false;

  const connection = new HubConnectionBuilder()
    .withUrl("/hubs/pulse")
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: context => Math.min(30_000, 1_000 * 2 ** Math.min(context.previousRetryCount, 5)) * (0.75 + Math.random() / 2) })
    .configureLogging(LogLevel.None)
    .build();
  connection.on("PulseChanged", (pulse: Pulse) => {
    if (pulse.unit !== unit || hasCaughtUp(wanted, pulse)) return;
    wanted = { date: pulse.date, version: pulse.version };
    if (!looking) void look();
  });
  connection.onreconnecting(() => how("Reconnecting. This is the trend as it last arrived."));
  connection.onreconnected(watch);
  void start();

  async function start(): Promise<void> {
    try {
      await connection.start();
      await watch();
    } catch {
      how("Not live at the moment. Reload the page to see newer figures.");
      setTimeout(() => void start(), 15_000 + 15_000 * Math.random());
    }
  }

  async function watch(): Promise<void> {
    await connection.invoke("Watch", unit);
    how("The trend follows by itself when new figures are released.");
  }

  async function look(): Promise<void> {
    looking = true;
    for (let looks = 0; !hasCaughtUp(drawnOf(page.dataset), wanted); looks++) {
      const [before, wait] = [wanted, nextLook(looks, wanted.version > drawnOf(page.dataset).version)];
      if (wait === null) break;
      await new Promise(resolve => setTimeout(resolve, wait * (0.75 + Math.random() / 2))); // not in step with every other page
      const response = await fetch(location.href, { signal: AbortSignal.timeout(15_000) }).catch(() => null);
      if (response?.ok) swap(new DOMParser().parseFromString(await response.text(), "text/html"));
      if (wanted !== before) looks = -1; // another release meanwhile
    }
    looking = false;
  }

  function swap(fresh: Document): void {
    const newer = fresh.getElementById("trend");
    if (!newer || newer.dataset.version === page.dataset.version && newer.dataset.date === page.dataset.date) return;
    [page.dataset.version, page.dataset.date] = [newer.dataset.version ?? "0", newer.dataset.date ?? ""];
    if (!document.getElementById("trend-reading") && fresh.getElementById("trend-reading")) return location.reload(); // the first figures of all
    let changed = false;
    for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) changed = replace(part, fresh.getElementById(part.id)) || changed;
    const sentence = document.querySelector(".mp-reading__sentence")?.textContent ?? "";
    if (changed) document.getElementById("trend-changed")!.textContent = `New figures have come. ${sentence}`;
  }
}

/** Puts new content in place of the old, where it differs; what had the focus keeps it. */
function replace(old: HTMLElement, fresh: HTMLElement | null): boolean {
  if (!fresh || old.innerHTML === fresh.innerHTML) return false;
  const focused = old.contains(document.activeElement) ? [...old.querySelectorAll("a, button")].indexOf(document.activeElement!) : -1;
  old.innerHTML = fresh.innerHTML;
  old.querySelectorAll<HTMLElement>("a, button")[focused]?.focus({ preventScroll: true });
  return true;
}

function how(text: string): void {
  document.getElementById("trend-how")!.textContent = text;
}
