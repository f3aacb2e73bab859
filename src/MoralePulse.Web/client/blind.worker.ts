/** Does the arithmetic of passes beside the page, so that the page never stutters. */
import { blind, finish } from "./blinding.ts";
import { drawingFrom } from "./seeded.ts";
import type { Asked, Told } from "./blind-in-worker.ts";

self.addEventListener("message", async (event: MessageEvent<Asked>) => {
  const { id, spki, stream, signed } = event.data;
  let told: Told;
  try {
    told = signed ? { id, signature: await finish(spki, signed, signed.answer) } : { id, blinding: await (stream ? drawingFrom(stream, () => blind(spki)) : blind(spki)) };
  } catch (fault) {
    told = { id, fault: String(fault) };
  }
  self.postMessage(told);
});
