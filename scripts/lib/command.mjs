// scripts/import and scripts/replay: one command of the program on a database that is up, or brought up for it.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { main } from './ending.mjs';
import { Refusal } from './say.mjs';
import { call, prepare } from './service.mjs';

const usage = {
  import: 'scripts/import ODS NAME (units.csv people.csv | export.csv) [--dry-run] [--closed] [--simulated] [--tick SECONDS]',
  replay: 'scripts/replay FILE [--seed N] [--by-month]',
};
/** Which arguments are files, the first of them needed: the program runs in another folder, so they are made absolute. */
const files = { import: [2, 3], replay: [0] };
const isFile = (command, arg, place) => files[command].includes(place) && !arg.startsWith('--');

await main(async () => {
  const [command, ...args] = process.argv.slice(2);
  if (args.length <= files[command][0]) throw new Refusal(`Usage: ${usage[command]}`);
  const absolute = args.map((arg, place) => (isFile(command, arg, place) ? resolve(arg) : arg));
  const missing = absolute.filter((arg, place) => isFile(command, args[place], place) && !existsSync(arg));
  if (missing.length) throw new Refusal(`There is no file ${missing.join(', nor ')}.`);
  return call(await prepare(Number(process.env.PORT || 5080)), [command, ...absolute]);
});
