// Where the clone is, and where its data is kept.
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atEnd } from './ending.mjs';
import { note, Refusal } from './say.mjs';
import { canEnter, databaseUser } from './user.mjs';

export const clone = realpathSync(fileURLToPath(new URL('../..', import.meta.url)));

const shared = '/var/lib/moralepulse';

function choose(user) {
  if (process.env.DATA_DIR) return resolve(process.env.DATA_DIR);
  if (canEnter(user, clone)) return join(clone, '.data');
  const folder = join(shared, createHash('sha256').update(clone).digest('hex').slice(0, 12));
  mkdirSync(shared, { recursive: true });
  chmodSync(shared, 0o755);
  note(`The user ${user.name}, who runs the database, can't enter ${clone}: data is kept in ${folder}.`);
  return folder;
}

/** Makes the data folder. The database user may pass through it to the database's own folder, and list or read nothing else. */
export function dataFolder() {
  const user = databaseUser();
  const folder = choose(user);
  try {
    const isNew = mkdirSync(folder, { recursive: true });
    if (isNew) chmodSync(folder, user ? 0o711 : 0o700);
    else if (!canEnter(user, folder)) chmodSync(folder, (statSync(folder).mode & 0o777) | 0o011);
    mkdirSync(join(folder, 'keys'), { recursive: true, mode: 0o700 });
  } catch (error) {
    if (!error.code) throw error;
    throw new Refusal(`The data folder ${folder} can't be made (${error.code}): set DATA_DIR to a folder of your own.`);
  }
  if (!canEnter(user, folder)) {
    throw new Refusal(`The user ${user.name}, who runs the database, can't enter ${folder}: set DATA_DIR to a folder outside private ones.`);
  }
  return realpathSync(folder);
}

/** A folder that goes with the script, and that the user may pass through. */
export function temporaryFolder(user) {
  const parent = [tmpdir(), '/tmp', '/var/tmp'].find(folder => canEnter(user, folder));
  const folder = mkdtempSync(join(realpathSync(parent), 'moralepulse-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  if (user) chmodSync(folder, 0o711);
  return folder;
}
