// Writes text-names.ts, the names of ClientTexts.resx as a type: a text that is not there does not compile.
import { readFile, writeFile } from "node:fs/promises";

const names = [...(await readFile("ClientTexts.resx", "utf8")).matchAll(/<data name="([A-Za-z0-9]+)"/g)].map(found => found[1]);
await writeFile("text-names.ts", `export type TextName =\n${names.map(name => `  | "${name}"`).join("\n")};\n`);
