// A PostgreSQL cluster in a folder: made, started, found running, stopped.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { access, asArguments, preloaded, settings } from './cluster-settings.mjs';
import { atEnd, goOn } from './ending.mjs';
import { answersAsPostgres, freePort } from './ports.mjs';
import { isAlive, pause, run, until } from './processes.mjs';
import { Refusal } from './say.mjs';
import { as, give } from './user.mjs';

const superuser = 'postgres';

const read = path => { try { return readFileSync(path, 'utf8'); } catch { return ''; } };

/** The major version that made the cluster in a folder, undefined where there is none. */
export const madeBy = folder => Number.parseInt(read(join(folder, 'PG_VERSION')), 10) || undefined;

/** Makes a cluster beside its place and renames it, so that an interrupted run leaves nothing that looks whole. The password goes to `secret`. */
export async function create({ binaries, folder, secret, user, sync = true }) {
  const aside = `${folder}.making`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { mode: 0o700 });
  give(user, aside);
  const password = randomBytes(24).toString('base64url');
  const passwordForInitdb = join(aside, 'password');
  const cluster = join(aside, 'cluster');
  writeFileSync(passwordForInitdb, password, { mode: 0o600 });
  give(user, passwordForInitdb);
  const made = await run(binaries.program('initdb'), [
    '-D', cluster, '-U', superuser, `--pwfile=${passwordForInitdb}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--data-checksums',
    ...(sync ? [] : ['--no-sync']),
  ], as(user));
  if (made.code !== 0) throw new Refusal(`The database could not be made in ${folder}:\n${made.output.trim()}`);
  writeFileSync(secret, password, { mode: 0o600 });
  rmSync(folder, { recursive: true, force: true });
  renameSync(cluster, folder);
  rmSync(aside, { recursive: true, force: true });
}

/** What postmaster.pid says: {pid, port, status}. It may be left over from a server that was killed. */
function postmaster(folder) {
  const [pid, , , port, , , , status] = read(join(folder, 'postmaster.pid')).split('\n').map(line => line.trim());
  return pid ? { pid: Number(pid), port: Number(port), status } : undefined;
}

const isServerOf = (folder, pid) => isAlive(pid) && (!existsSync('/proc/self') || read(`/proc/${pid}/cmdline`).split('\0').includes(folder));

/** The living server process of a folder, ready or not. */
export function serverOf(folder) {
  const found = postmaster(folder);
  return found && isServerOf(folder, found.pid) ? found : undefined;
}

/** The server that accepts connections on a folder; waits while one is starting or stopping. */
export async function running(folder) {
  let found;
  await until(async () => {
    goOn();
    found = serverOf(folder);
    return !found || (found.status === 'ready' && answersAsPostgres(found.port));
  }, 120_000);
  // A killed server's number may have gone to another process, which the next server would take for a rival
  const left = postmaster(folder);
  if (!found && left && isAlive(left.pid)) rmSync(join(folder, 'postmaster.pid'));
  return found;
}

/** One try to start: {pid, port, exited}, or {failure} with the server's own words. Once started, stopping it is the caller's. */
async function tryStart({ binaries, folder, log, user, port, changed }) {
  goOn();
  const out = openSync(log, 'w', 0o600);
  const server = spawn(binaries.program('postgres'), ['-D', folder, '-p', port, ...asArguments({ ...settings, ...preloaded(), ...changed })],
    { ...as(user), detached: true, stdio: ['ignore', out, out] });
  closeSync(out);
  let gone = false;
  const exited = new Promise(done => server.once('error', done).once('exit', done)).then(() => (gone = true));
  const ready = async () => {
    const now = postmaster(folder);
    return gone || (now?.pid === server.pid && now.status === 'ready' && answersAsPostgres(port));
  };
  // No limit: recovery after a crash takes as long as it takes, and Ctrl-C ends the wait
  const forget = atEnd(() => gone || stop({ pid: server.pid, binaries, user }));
  while (!(await until(async () => (goOn(), ready()), 60_000, 30)));
  forget();
  server.unref();
  return gone ? { failure: read(log).trim() } : { pid: server.pid, port, exited };
}

/** Starts a server. Into which `database` the service's roles may go is said anew each time, so that older clusters are as closed as new ones. */
export async function start({ preferredPort, database, ...options }) {
  const { folder, user } = options;
  const rules = join(folder, 'pg_hba.conf');
  writeFileSync(rules, access(database), { mode: 0o600 });
  give(user, rules);
  let port = await freePort(preferredPort);
  for (const deadline = performance.now() + 20_000; ;) {
    const server = await tryStart({ ...options, port });
    if (!server.failure) return server;
    const taken = /could not (bind|create any TCP)/.test(server.failure);
    // What a killed server leaves behind for a moment: processes of its own that have not noticed yet
    const lingering = /shared memory block|already exists|being used/.test(server.failure);
    if (!(taken || lingering) || performance.now() > deadline) throw new Refusal(`The database did not start:\n${server.failure}`);
    if (taken) port = await freePort(port + 1);
    await pause(300);
  }
}

/** Stops a server, letting it finish what it has committed. */
export async function stop({ pid, binaries, user }) {
  const tell = signal => {
    // Elsewhere than on Unix only PostgreSQL's own program can pass a signal on
    if (process.platform === 'win32') spawn(binaries.program('pg_ctl'), ['kill', signal, String(pid)], as(user));
    else process.kill(pid, `SIG${signal}`);
  };
  try {
    tell('INT');
    if (!(await until(() => !isAlive(pid), 60_000))) tell('QUIT');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

export const ownerConnection = ({ port, secret, database }) =>
  `Host=127.0.0.1;Port=${port};Database=${database};Username=${superuser};Password=${read(secret)}`;
