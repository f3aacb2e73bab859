/** The page's end of the worker that blinds and unblinds. */
import type { Blinding } from "./blinding.ts";

export interface Asked {
  readonly id: number;
  readonly spki: Uint8Array<ArrayBuffer>;
  /** Where all chance is drawn from; the browser's own where there is none. */
  readonly stream?: Uint8Array | undefined;
  readonly signed?: { readonly message: Uint8Array; readonly inv: Uint8Array; readonly answer: Uint8Array };
}

export interface Told {
  readonly id: number;
  readonly blinding?: Blinding;
  readonly signature?: Uint8Array;
  readonly fault?: string;
}

export class BlindInWorker {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, { resolve: (told: Told) => void; reject: (fault: Error) => void }>();
  private last = 0;

  constructor(address: string) {
    this.worker = new Worker(address, { type: "module" });
    this.worker.addEventListener("message", (event: MessageEvent<Told>) => {
      const asked = this.waiting.get(event.data.id);
      this.waiting.delete(event.data.id);
      if (event.data.fault === undefined) asked?.resolve(event.data);
      else asked?.reject(new Error(event.data.fault));
    });
    this.worker.addEventListener("error", event => {
      for (const asked of this.waiting.values()) asked.reject(new Error(event.message || "The worker could not be loaded."));
      this.waiting.clear();
    });
  }

  async blind(spki: Uint8Array<ArrayBuffer>, stream?: Uint8Array): Promise<Blinding> {
    return (await this.ask({ spki, stream })).blinding!;
  }

  async finish(spki: Uint8Array<ArrayBuffer>, message: Uint8Array, inv: Uint8Array, answer: Uint8Array): Promise<Uint8Array> {
    return (await this.ask({ spki, signed: { message, inv, answer } })).signature!;
  }

  end(): void {
    this.worker.terminate();
  }

  private ask(question: Omit<Asked, "id">): Promise<Told> {
    return new Promise((resolve, reject) => {
      const id = ++this.last;
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, ...question } satisfies Asked);
    });
  }
}
