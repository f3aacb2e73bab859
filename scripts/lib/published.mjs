// scripts/published: the service as its image runs it, in the order in which deploy/compose.yaml starts it.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll, checkSdk, quiet, web } from './build.mjs';
import { sides, valueOf } from './connections.mjs';
import { atEnd, main } from './ending.mjs';
import { clone, temporaryFolder } from './place.mjs';
import { freePort, loopback } from './ports.mjs';
import { run, start, until } from './processes.mjs';
import { note, Refusal, step } from './say.mjs';
import { maySeal, sealed } from './sealed.mjs';
import { give, serviceUser } from './user.mjs';

const bench = join(clone, 'tests', 'MoralePulse.Bench');
const [people, person, unit] = [12, 'p1', 'ward'];
let wrong = 0;

/** One thing that must be so, in words; what was seen instead is said, too. */
function look(what, holds, seen = '') {
  if (!holds) wrong++;
  console.log(`${holds ? 'ok   ' : 'WRONG'} ${what}${seen && ` (${seen})`}`);
}

async function publish(folder) {
  await step('Building the service and the bench', async () => {
    const { code, output } = await buildAll(bench);
    if (code !== 0) throw new Refusal(`${output.trim()}\nThe build failed: what is above says why.`);
  });
  await step('Publishing the service', async () => {
    const { code, output } = await run('dotnet', ['publish', web, '-c', 'Release', '--no-restore', '-o', folder, '-v', 'quiet', '--nologo', '-tl:off', '--disable-build-servers'], { cwd: clone, env: quiet });
    if (code !== 0) throw new Refusal(`${output.trim()}\nIt could not be published: what is above says why.`);
  });
  atEnd(() => spawnSync('chmod', ['-R', 'u+w', folder]));
  await run('chmod', ['-R', 'a-w,a+rX', folder]);
}

/** A server of its own, stopped when its standard input closes: {owner, runtime}. */
async function temporaryDatabase() {
  const { child, exited } = start(process.execPath, [join(clone, 'scripts', 'lib', 'temporary-database.mjs'), '--fsync=off', '--database=moralepulse'], { stdio: ['pipe', 'pipe', 'inherit'] });
  atEnd(() => { child.stdin.end(); return exited; });
  const line = await Promise.race([new Promise(done => child.stdout.once('data', data => done(String(data)))), exited.then(() => '')]);
  if (!line) throw new Refusal('The temporary database did not start: what is above says why.');
  const server = JSON.parse(line).owner;
  const where = `Host=${loopback};Port=${valueOf(server, 'port')};Database=moralepulse`;
  const named = (side, role, password) => [`ConnectionStrings__${side}`, `${where};Username=${role};Password=${password}`];
  return {
    owner: Object.fromEntries([named('Owner', valueOf(server, 'username'), valueOf(server, 'password'))]),
    runtime: Object.fromEntries(sides.map(side => named(side, `moralepulse_${side.toLowerCase()}`, randomBytes(24).toString('hex')))),
  };
}

function directory(folder) {
  const [units, persons] = ['units.csv', 'people.csv'].map(name => join(folder, name));
  writeFileSync(units, `id,parent,name,kind,headcount\n${unit},,Ward,department,\n`);
  writeFileSync(persons, `person,subject,unit,staff_group\n${Array.from({ length: people }, (_, n) => `${n},p${n},${unit},`).join('\n')}\n`);
  for (const file of [units, persons]) chmodSync(file, 0o644);
  return [units, persons];
}

/** Where the published program looks for .NET, if it is not at its usual place: the image has it there. */
async function dotnetRoot() {
  const { output } = await run('dotnet', ['--list-runtimes'], { env: quiet });
  return /^Microsoft\.AspNetCore\.App 10\.[^[]*\[(.*)[\\/]shared[\\/]/m.exec(output)?.[1];
}

/** The program's calls, each with exactly the variables that its container would have, as a user who may write to one folder and to nothing of the program. */
function asInImage({ app, data, user, root }) {
  const program = join(app, 'MoralePulse.Web');
  const seal = maySeal(user);
  if (!seal) note('  This machine shows no process a read-only file system: only the program\'s own files are read-only.');
  const common = { PATH: process.env.PATH, DOTNET_ROOT: root, DATA_DIR: data, DOTNET_EnableDiagnostics: '0', TRUSTEDPROXY: 'true', HOME: data, TMPDIR: data };
  const options = (port, more) => ({ cwd: app, ...(user && { uid: user.uid, gid: user.gid }), env: { ...common, ASPNETCORE_URLS: `http://${loopback}:${port}`, ...more } });
  return {
    seal,
    call: (args, more, port = 0) => run(program, args, options(port, more)),
    healthy: async port => (await run(program, ['healthy'], options(port, {}))).code === 0,
    begin: (port, more, log) => {
      const out = openSync(log, 'w', 0o600);
      const { uid, gid, ...rest } = options(port, more);
      const [command, args] = seal ? sealed(user, data, program) : [program, []];
      const service = start(command, args, { ...rest, ...(!seal && { uid, gid }), stdio: ['ignore', out, out] });
      closeSync(out);
      return service;
    },
  };
}

const statusOf = async url => (await fetch(url, { signal: AbortSignal.timeout(5000) })).status;

/** What the system tells of the running process, on Linux. */
function lookAt(pid, seal) {
  if (!existsSync(`/proc/${pid}/status`)) return note('  This system does not tell as whom a process runs and with which variables.');
  const uid = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1];
  look('it does not run as root', uid !== '0', `user ${uid}`);
  const names = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').map(pair => pair.split('=')[0]);
  if (seal) look('its root file system is read-only', / \/ \/ ro[, ]/.test(readFileSync(`/proc/${pid}/mountinfo`, 'utf8')));
  look('it has the four connections and not the owner\'s', sides.every(side => names.includes(`ConnectionStrings__${side}`)) && !names.some(name => /owner/i.test(name)));
}

await main(async () => {
  await checkSdk();
  const user = serviceUser();
  const home = temporaryFolder(user);
  const [app, data, log] = ['app', 'data', 'service.log'].map(name => join(home, name));
  mkdirSync(data, { mode: 0o700 });
  give(user, data);
  await publish(app);
  const database = await step('Starting a temporary database', temporaryDatabase);
  const image = asInImage({ app, data, user, root: await dotnetRoot() });

  const migrated = await step('Migrating', () => image.call(['migrate', '--roles'], { ...database.runtime, ...database.owner }));
  look('migrate ends well', migrated.code === 0, migrated.output.trim());
  const imported = await image.call(['import', 'ONE', 'One ward', ...directory(home)], database.runtime);
  look('import ends well', imported.code === 0, imported.code === 0 ? '' : imported.output.trim());
  if (wrong) return 1;

  const port = await freePort(5700);
  look('the health check is red before the service runs', !(await image.healthy(port)));
  const service = image.begin(port, database.runtime, log);
  let ended;
  service.exited.then(result => (ended = result));
  const green = await step('Starting the service', () => until(async () => ended || image.healthy(port), 120_000, 500)) && !ended;
  look('the health check turns green', green, green ? '' : readFileSync(log, 'utf8').trim());
  if (!green) return 1;
  lookAt(service.pid, image.seal);
  for (const path of ['/', '/assets/main.css', '/service-worker.js']) look(`${path} is served`, await statusOf(`http://${loopback}:${port}${path}`) === 200);

  const other = await freePort(port + 1);
  const desk = image.begin(other, { ...database.runtime, ASPNETCORE_ENVIRONMENT: 'Development' }, join(home, 'desk.log'));
  await step('Starting a second node, for a pass', () => until(() => image.healthy(other), 120_000, 500));
  const tapped = await run('dotnet', [join(bench, 'bin', 'Release', 'net10.0', 'MoralePulse.Bench.dll'), 'one-tap', `http://${loopback}:${other}`, `http://${loopback}:${port}`, person, unit], { cwd: clone, env: { ...quiet, ...database.owner } });
  look('a tap is counted, once', tapped.code === 0, tapped.output.trim());
  await desk.stop();

  process.kill(service.pid, 'SIGTERM');
  const stopped = await until(() => ended, 40_000);
  look('SIGTERM ends it', stopped && ended.code === 0, stopped ? `exit code ${ended.code}` : 'it still runs');
  const faults = readFileSync(log, 'utf8').split('\n').filter(line => /^(warn|fail|crit):/.test(line));
  look('its log has no warning and no fault', !faults.length, faults.join('\n'));
  look('it wrote its key and nothing else', readdirSync(data, { recursive: true }).sort().join(' ') === 'keys keys/pass-keys.key', readdirSync(data, { recursive: true }).join(' '));
  return wrong ? 1 : 0;
});
