/** Makes a board live: watches every unit and cohort that the page shows. Without this script the page is the same board, as it was when it was loaded. */
import { watch } from "./hub.ts";
import { liveParts } from "./live-parts.ts";
import { draw } from "./pulse-card.ts";
import { isNewer, type Pulse } from "./pulse.ts";
import { text } from "./texts.ts";
import { whole } from "./whole.ts";

const board = document.getElementById("board");
const cards = new Map([...document.querySelectorAll<HTMLElement>("[data-unit]")].map(card => [card.dataset.unit!, card]));
const pulses = new Map<string, Pulse>();
const refused = new Set<string>();
const status = document.getElementById("board-live");
const parts = liveParts();

if (board) {
  watch({
    names: () => cards.keys(),
    take,
    refused: name => refused.add(name),
    stands: how => say(text(({ live: "BoardLive", reconnecting: "BoardReconnecting", ended: "BoardEnded", asking: "BoardAsking" } as const)[how])),
    ask: readAll,
  });
}

async function readAll(): Promise<void> {
  for (const name of cards.keys()) {
    const answer = await whole(addressOf(name));
    if (answer?.status !== 200) return;
    take(JSON.parse(answer.text) as Pulse);
  }
}

function addressOf(name: string): string {
  const [sort, kind, code] = name.split(":");
  return sort === "cohort" && kind && code ? `/api/v1/cohorts/${kind}/${encodeURIComponent(code)}/pulse` : `/api/v1/units/${encodeURIComponent(name)}/pulse`;
}

function take(pulse: Pulse): void {
  const before = pulses.get(pulse.unit);
  if (before && !isNewer(pulse, before)) return;
  pulses.set(pulse.unit, pulse);
  if (pulse.version > 0 && cards.get(pulse.unit)?.dataset.silent !== undefined) return location.reload(); // its first figure: the service draws its card
  parts.want(pulse);
  if (pulses.size + refused.size < cards.size) return; // an ancestor's figure may stand in for any unit's, so all must be known first
  for (const card of cards.values()) draw(card, pulses, cards, board!.dataset.timeZone!, before !== undefined && card.dataset.unit === pulse.unit);
}

function say(words: string): void {
  if (status) status.textContent = words;
}
