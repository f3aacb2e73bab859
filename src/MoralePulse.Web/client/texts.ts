/** What scripts say: the page brings the texts of ClientTexts.resx in its reader's language, in #texts. */
import type { TextName } from "./text-names.ts";

let texts: Record<string, string> | undefined;

/** A text, with values for {0}, {1}, … */
export function text(name: TextName, ...values: readonly (string | number)[]): string {
  texts ??= JSON.parse(globalThis.document?.getElementById("texts")?.textContent ?? "{}") as Record<string, string>;
  return (texts[name] ?? name).replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)] ?? ""));
}
