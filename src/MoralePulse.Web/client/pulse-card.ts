/** Writes a pulse into the card that the service drew: the same places, the same words. */
import { sayDate, sayTime } from "./calendar.ts";
import { figureOf, moods, share, type Mood, type Pulse, type Sums, type Window } from "./pulse.ts";
import { text } from "./texts.ts";

type Cards = ReadonlyMap<string, HTMLElement>;

export function draw(card: HTMLElement, pulses: ReadonlyMap<string, Pulse>, cards: Cards, zone: string, moved: boolean): void {
  const unit = card.dataset.unit!;
  for (const row of card.querySelectorAll<HTMLElement>("[data-window]")) {
    const figure = figureOf(unit, row.dataset.window as Window, pulses, at => cards.get(at)?.dataset.parent);
    const other = figure && figure.from !== unit ? cards.get(figure.from)?.dataset.name : undefined;
    fill(row, figure?.sums ?? null, other);
  }

  const asOf = pulses.get(unit)?.asOf;
  const note = card.querySelector("[data-as-of]");
  if (note && asOf) {
    note.textContent = lastChanged(asOf, zone);
  }

  if (!moved) return;
  card.classList.remove("mp-pulse--moved");
  void card.offsetWidth; // starts the animation again
  card.classList.add("mp-pulse--moved");
}

/** "Last changed at 5:30pm on 6 August 2018.", on an organisation's wall. */
export function lastChanged(asOf: string, zone: string): string {
  const date = new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(asOf));
  return text("BoardLastChanged", sayTime(asOf, zone), sayDate(date));
}

function fill(row: HTMLElement, sums: Sums | null, from: string | undefined): void {
  const write = (selector: string, words: string): void => {
    const place = row.querySelector<HTMLElement>(selector)!;
    if (place.textContent !== words) place.textContent = words;
    place.hidden = words === "";
  };
  write("[data-total]", sums ? text("BoardTaps", sums.total.toLocaleString("en-GB")) : text("BoardNoFigureYet"));
  write("[data-from]", from === undefined ? "" : text("BoardFrom", from));
  row.querySelector<SVGElement>(".mp-bar")!.toggleAttribute("hidden", sums === null);
  let at = 0;
  for (const mood of moods) {
    write(`[data-share=${mood}]`, sums ? `${share(sums, mood)}%` : "–");
    write(`[data-count=${mood}]`, sums ? sums[mood].toLocaleString("en-GB") : "");
    at = stretch(row, mood, sums, at);
  }
}

function stretch(row: HTMLElement, mood: Mood, sums: Sums | null, at: number): number {
  const width = sums && sums.total > 0 ? (100 * sums[mood]) / sums.total : 0;
  const bar = row.querySelector<SVGElement>(`.mp-bar__${mood}`)!;
  bar.setAttribute("x", `${at.toFixed(2)}%`);
  bar.setAttribute("width", `${width.toFixed(2)}%`);
  return at + width;
}
