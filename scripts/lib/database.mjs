// The database of a clone: the one that ConnectionStrings__Owner names, else the clone's own, which its scripts share.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBinaries } from './binaries.mjs';
import { create, madeBy, ownerConnection, running, serverOf, start, stop } from './cluster.mjs';
import { given, serversOf } from './connections.mjs';
import { atEnd } from './ending.mjs';
import { answersAsPostgres } from './ports.mjs';
import { until } from './processes.mjs';
import { Refusal, step } from './say.mjs';
import { alone, enter, hasOthers, others } from './turns.mjs';
import { databaseUser, ownerOf } from './user.mjs';

const firstPort = 5433;
const name = 'moralepulse';

async function external(owner) {
  const servers = serversOf(owner);
  const answers = await until(async () => (await Promise.all(servers.map(({ host, port }) => answersAsPostgres(port, host)))).some(Boolean), 8000, 500);
  const names = servers.map(({ host, port }) => `${host}:${port}`).join(', ');
  if (!answers) throw new Refusal(`No PostgreSQL answers at ${names}, which ConnectionStrings__Owner names: start it, or unset the variable to use an own one.`);
  return { owner };
}

/** Programs that fit the data, made first where there is none. */
async function prepare({ data, folder, secret }) {
  const wanted = madeBy(folder);
  if (!wanted && existsSync(folder)) throw new Refusal(`${folder} exists but is no PostgreSQL data folder: move it away, or set DATA_DIR to another folder.`);
  const user = wanted ? ownerOf(folder, databaseUser()) : databaseUser();
  const binaries = await findBinaries({ store: () => join(data, 'programs'), user, wanted });
  if (!wanted) await step(`Making the database with PostgreSQL ${binaries.version}`, () => create({ binaries, folder, secret, user }));
  else if (wanted !== binaries.major) {
    throw new Refusal(`The data in ${folder} was made by PostgreSQL ${wanted}, but here is PostgreSQL ${binaries.major}: ` +
      `install PostgreSQL ${wanted}, or set DATA_DIR to a new folder.`);
  }
  return { binaries, user };
}

async function own(data) {
  const place = { data, folder: join(data, 'postgres'), secret: join(data, 'postgres.password') };
  const portFile = join(data, 'postgres.port');
  const { binaries, user } = await prepare(place);
  let server = await running(place.folder);
  if (!server) {
    const preferredPort = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : firstPort;
    server = await step(`Starting PostgreSQL ${binaries.version}`, () => start({ binaries, user, folder: place.folder, log: join(data, 'postgres.log'), preferredPort, database: name }));
    writeFileSync(portFile, `${server.port}\n`);
  }
  const leave = async () => {
    const last = serverOf(place.folder);
    if (last) await stop({ pid: last.pid, binaries, user });
  };
  return { owner: ownerConnection({ port: server.port, secret: place.secret, database: name }), died: server.exited, leave };
}

/**
 * Brings the database up and keeps it up until the script ends; the last script that uses the clone's own database stops it.
 * `beside` tells that another script has prepared this very database, `prepared` tells others so. `died` is a promise where this script started the server.
 */
export async function database(data) {
  const turn = enter(data);
  let leave;
  atEnd(async () => {
    turn.leave();
    if (leave && !hasOthers(data)) await alone(data, async () => hasOthers(data) || leave(), { ending: true });
  });
  const owner = given('Owner');
  const found = owner ? await external(owner) : await own(data);
  leave = found.leave;
  const which = createHash('sha256').update(found.owner).digest('hex');
  return { ...found, beside: others(data).includes(which), prepared: () => turn.prepared(which) };
}
