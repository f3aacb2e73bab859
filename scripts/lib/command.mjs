// scripts/import and scripts/replay: one command of the program on a database that is up, or brought up for it.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { main } from './ending.mjs';
import { Refusal } from './say.mjs';
import { call, prepare } from './service.mjs';

const usage = {
  import: 'scripts/import ODS NAME units.csv people.csv [--simulated] [--tick SECONDS]',
  replay: 'scripts/replay FILE [--seed N] [--by-month]',
};
/** Which arguments are files: the program runs in another folder, so they are made absolute. */
const files = { import: [2, 3], replay: [0] };

await main(async () => {
  const [command, ...args] = process.argv.slice(2);
  if (args.length <= Math.max(...files[command])) throw new Refusal(`Usage: ${usage[command]}`);
  const absolute = args.map((arg, place) => (files[command].includes(place) ? resolve(arg) : arg));
  const missing = files[command].map(place => absolute[place]).filter(file => !existsSync(file));
  if (missing.length) throw new Refusal(`There is no file ${missing.join(', nor ')}.`);
  return call(await prepare(Number(process.env.PORT || 5080)), [command, ...absolute]);
});
