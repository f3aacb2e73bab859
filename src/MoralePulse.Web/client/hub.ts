/** The connection that makes boards live: it watches what a page shows, for ever, and says how it stands. */
import { HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";
import type { Pulse } from "./pulse.ts";

export type Standing = "live" | "reconnecting" | "ended" | "asking";

export interface Watching {
  /** What is watched: units' ids, or cohorts' names. */
  readonly names: () => Iterable<string>;
  readonly take: (pulse: Pulse) => void;
  /** Something may not be watched, or not any more. */
  readonly refused?: (name: string) => void;
  readonly stands: (how: Standing) => void;
  /** Asks in another way, where the network lets no hub through. */
  readonly ask?: () => Promise<void>;
  /** A wall display's token, instead of a sign-in. */
  readonly token?: string;
}

/** Waits between attempts to connect, in milliseconds: from one second to half a minute, for ever, and never in step with every other board. */
export const retryDelay = (attempt: number): number => Math.min(30_000, 1_000 * 2 ** Math.min(attempt, 5)) * (0.75 + Math.random() / 2);

export function watch(watching: Watching): void {
  const { token } = watching;
  const connection = new HubConnectionBuilder()
    .withUrl("/hubs/pulse", token === undefined ? {} : { accessTokenFactory: () => token, withCredentials: false })
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: context => retryDelay(context.previousRetryCount) })
    .configureLogging(LogLevel.None)
    .build();
  connection.on("PulseChanged", watching.take);
  connection.onreconnecting(() => watching.stands("reconnecting"));
  connection.onreconnected(watchAll);
  connection.onclose(() => watching.stands("ended"));
  void connect(0);

  async function connect(attempt: number): Promise<void> {
    if (connection.state !== HubConnectionState.Disconnected) return;
    try {
      await connection.start();
    } catch {
      // A network that lets no hub through still lets a reader ask now and then.
      watching.stands("asking");
      await watching.ask?.().catch(() => undefined);
      setTimeout(() => void connect(attempt + 1), retryDelay(attempt));
      return;
    }

    await watchAll();
  }

  async function watchAll(): Promise<void> {
    await Promise.all([...watching.names()].map(name => connection.invoke("Watch", name).catch(() => watching.refused?.(name))));
    if (connection.state === HubConnectionState.Connected) watching.stands("live");
  }
}
