/**
 * A wall display: live by its link's token, turns its views over, moves a little so that nothing burns in, and goes on for months: after lost networks, over
 * midnight and through new versions of the service. It loads itself again only when the new page is there, so that it never ends on a browser's error.
 */
import { watch } from "./hub.ts";
import { draw, lastChanged } from "./pulse-card.ts";
import { isNewer, type Pulse } from "./pulse.ts";
import { text } from "./texts.ts";
import { positions, turn, viewEvery, lookEvery, lostAfter } from "./wall-turns.ts";
import { whole } from "./whole.ts";

const wall = document.getElementById("wall");
if (wall) hang(wall);

function hang(wall: HTMLElement): void {
  const cards = new Map([...wall.querySelectorAll<HTMLElement>("[data-unit]")].map(card => [card.dataset.unit!, card]));
  const views = [...wall.querySelectorAll<HTMLElement>("[data-view]")];
  const pulses = new Map<string, Pulse>();
  const [asOf, status, zone] = [document.getElementById("wall-as-of")!, document.getElementById("wall-live")!, wall.dataset.timeZone!];
  let turns = 0;
  let lost: ReturnType<typeof setTimeout> | undefined;

  watch({
    token: wall.dataset.wall!,
    names: () => cards.keys(),
    take,
    stands: how => {
      clearTimeout(lost);
      if (how === "live") status.textContent = "";
      else lost = setTimeout(() => (status.textContent = text("WallLost")), lostAfter); // a short break is nobody's business in a corridor
      void look(); // after every change: a revoked link and a new version show themselves as a connection that ends
    },
    ask: look,
  });
  setInterval(next, viewEvery);
  setInterval(() => void look(), lookEvery);

  function take(pulse: Pulse): void {
    const before = pulses.get(pulse.unit);
    if (before && !isNewer(pulse, before)) return;
    pulses.set(pulse.unit, pulse);
    if (pulse.unit === asOf.dataset.asOfOf && pulse.asOf) asOf.textContent = lastChanged(pulse.asOf, zone);
    if (pulses.size < cards.size) return;
    for (const card of cards.values()) draw(card, pulses, cards, zone, false);
  }

  function next(): void {
    turns++;
    const { view, position, turned } = turn(turns, views.length);
    views.forEach((one, at) => (one.hidden = at !== view));
    for (let at = 0; at < positions; at++) wall.classList.toggle(`mp-wall--at-${at}`, at === position);
    wall.classList.toggle("mp-wall--turned", turned);
  }

  /** Looks whether the page is another one by now: its link revoked, a new version, a changed tree. */
  async function look(): Promise<void> {
    const answer = await whole(location.href, { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" });
    if (answer?.status === 410) return location.reload();
    if (answer?.status !== 200) return;
    const version = new DOMParser().parseFromString(answer.text, "text/html").getElementById("wall")?.dataset.version;
    if (version !== undefined && version !== wall.dataset.version) location.reload();
  }
}
