// The service's program: its commands, and the service itself until it is ready.
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, checkSdk, dll, web } from './build.mjs';
import { connections, environment } from './connections.mjs';
import { database } from './database.mjs';
import { dataFolder } from './place.mjs';
import { loopback } from './ports.mjs';
import { run, show, start, until } from './processes.mjs';
import { note, Refusal, step } from './say.mjs';
import { alone } from './turns.mjs';

const variables = (data, port) => ({
  ASPNETCORE_ENVIRONMENT: process.env.ASPNETCORE_ENVIRONMENT || 'Development',
  ASPNETCORE_URLS: `http://${loopback}:${port}`,
  PORT: String(port),
  DATA_DIR: data,
});

/** Database up, program built, schema and roles up to date: {data, env, died}, which `call` and `serve` take. */
export async function prepare(port) {
  await checkSdk();
  const data = dataFolder();
  return alone(data, async () => {
    const { owner, died, beside, prepared } = await database(data);
    const all = connections(owner, data);
    const runtime = { data, died, env: { ...environment(all, { withOwner: false }), ...variables(data, port) } };
    // Another script of this clone has done the rest, and may be running the very files that a build would replace
    if (beside && existsSync(dll)) {
      prepared();
      return runtime;
    }
    await build();
    const said = await step('Bringing the schema up to date', async () => {
      const env = { ...environment(all, { withOwner: true }), ...variables(data, port) };
      const { code, output } = await run('dotnet', [dll, 'migrate', ...(all.made ? ['--roles'] : [])], { cwd: web, env });
      if (code !== 0) throw new Refusal(`${output.trim()}\nThe schema could not be brought up to date: what is above says why.`);
      return output;
    });
    for (const warning of said.match(/^Warning: .*$/gm) ?? []) note(warning);
    prepared();
    return runtime;
  });
}

/** Runs one of the program's commands, with its own words on the terminal; the exit code. */
export const call = ({ env }, args) => show('dotnet', [dll, ...args], { cwd: web, env });

async function isReady(url) {
  try {
    return (await fetch(`${url}/healthz/ready`, { signal: AbortSignal.timeout(5000) })).status === 200;
  } catch {
    return false;
  }
}

const lastLines = file => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20).join('\n');

/** Starts the service and waits until it is ready: {url, exited, failure}; `failure(code)` says in words that it ended. */
export async function serve({ data, env }) {
  const log = join(data, `service-${env.PORT}.log`);
  const url = env.ASPNETCORE_URLS;
  return step(`Starting the service (log: ${log})`, async () => {
    const out = openSync(log, 'w', 0o600);
    const service = start('dotnet', [dll], { cwd: web, env, stdio: ['ignore', out, out] });
    closeSync(out);
    let ended;
    service.exited.then(result => (ended = result));
    const failure = ({ code, signal }) => new Refusal(`${lastLines(log)}\nThe service ended by itself (${signal ?? `exit code ${code}`}): the end of its log is above, all of it in ${log}.`);
    const ready = await until(async () => ended || isReady(url), 180_000, 100);
    if (ended) throw failure(ended);
    if (!ready) throw new Refusal(`${lastLines(log)}\nThe service was not ready within three minutes: the end of its log is above.`);
    return { url, exited: service.exited, failure };
  });
}
