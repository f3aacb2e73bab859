// scripts/run: from nothing to a ready service.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, main } from './ending.mjs';
import { isFree } from './ports.mjs';
import { Refusal } from './say.mjs';
import { call, prepare, serve } from './service.mjs';

let ready = false;

await main(async () => {
  const unknown = process.argv.slice(2).filter(option => option !== '--empty');
  if (unknown.length) throw new Refusal(`scripts/run knows only the option --empty, not ${unknown.join(' ')}.`);
  const empty = process.argv.includes('--empty');
  const port = Number(process.env.PORT || 5080);
  if (!(Number.isInteger(port) && port > 0 && port < 65536)) throw new Refusal(`PORT=${process.env.PORT} is no port: give a number from 1 to 65535.`);
  if (!(await isFree(port))) throw new Refusal(`Port ${port} is in use: stop what uses it, or choose another, as in PORT=${port + 1} scripts/run.`);

  const runtime = await prepare(port);
  // A service without its database helps nobody: better to stop and say so
  runtime.died?.then(() => fail('The database stopped by itself, so the service stops too. scripts/run starts both again.'));
  if (!empty) {
    const code = await call(runtime, ['demo']);
    if (code !== 0) throw new Refusal(`The demonstration could not be made (exit code ${code}); scripts/run --empty starts without it.`);
  }
  const service = await serve(runtime);
  ready = true;
  console.log(`MoralePulse is ready: ${service.url}`);
  const code = join(runtime.data, 'keys', 'set-up-code');
  if (existsSync(code)) console.log(`There is no organisation yet. Set one up at ${service.url}/setup/first with this code: ${readFileSync(code, 'utf8').trim()}`);
  throw service.failure(await service.exited);
}, signal => (ready ? 0 : signal === 'SIGINT' ? 130 : 143));
