/** Makes a board live: watches every unit that the page shows. Without this script the page is the same board, as it was when it was loaded. */
import { HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";
import { draw } from "./pulse-card.ts";
import { isNewer, type Pulse } from "./pulse.ts";

/** Waits between attempts to connect, in milliseconds: from one second to half a minute, for ever, and never in step with every other board. */
const retryDelay = (attempt: number): number => Math.min(30_000, 1_000 * 2 ** Math.min(attempt, 5)) * (0.75 + Math.random() / 2);

const cards = new Map([...document.querySelectorAll<HTMLElement>("[data-unit]")].map(card => [card.dataset.unit!, card]));
const pulses = new Map<string, Pulse>();
const status = document.getElementById("board-live");

const connection = new HubConnectionBuilder()
  .withUrl("/hubs/pulse")
  .withAutomaticReconnect({ nextRetryDelayInMilliseconds: context => retryDelay(context.previousRetryCount) })
  .configureLogging(LogLevel.None)
  .build();

connection.on("PulseChanged", take);
connection.onreconnecting(() => say("Reconnecting. The figures below are the last that arrived."));
connection.onreconnected(watchAll);
connection.onclose(() => say("Not live any more: the service has ended your sign-in. The figures below are the last that arrived."));
void connect(0);

async function connect(attempt: number): Promise<void> {
  if (connection.state !== HubConnectionState.Disconnected) return;
  try {
    await connection.start();
  } catch {
    // A network that lets no hub through still lets a reader ask now and then.
    say("Not live at the moment. The figures are asked for now and then.");
    await readAll();
    setTimeout(() => void connect(attempt + 1), retryDelay(attempt));
    return;
  }

  await watchAll();
}

async function watchAll(): Promise<void> {
  await Promise.all([...cards.keys()].map(unit => connection.invoke("Watch", unit).catch(() => undefined)));
  say("Live: figures change by themselves when enough new taps have come together.");
}

async function readAll(): Promise<void> {
  for (const unit of cards.keys()) {
    const response = await fetch(`/api/v1/units/${encodeURIComponent(unit)}/pulse`, { signal: AbortSignal.timeout(15_000) }).catch(() => null);
    if (!response?.ok) return;
    take((await response.json()) as Pulse);
  }
}

function take(pulse: Pulse): void {
  const before = pulses.get(pulse.unit);
  if (before && !isNewer(pulse, before)) return;
  pulses.set(pulse.unit, pulse);
  if (pulses.size < cards.size) return; // an ancestor's figure may stand in for any unit's, so all must be known first
  for (const card of cards.values()) draw(card, pulses, cards, before !== undefined && card.dataset.unit === pulse.unit);
}

function say(text: string): void {
  if (status) status.textContent = text;
}
