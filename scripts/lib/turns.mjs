// Scripts of one clone side by side: they prepare one at a time, and the last to leave stops what they share.
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atEnd, goOn } from './ending.mjs';
import { isAlive, pause } from './processes.mjs';
import { note } from './say.mjs';

/** When a process began, where the system tells it: a number alone may have gone to another process since. */
function began(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[19];
  } catch {
    return 'unknown';
  }
}

const me = `${process.pid}-${began(process.pid)}`;

const lives = name => {
  const [pid, since] = name.split('-');
  return isAlive(Number(pid)) && began(pid) === since;
};

const read = file => { try { return readFileSync(file, 'utf8'); } catch { return ''; } };

let holding = false;

/** Runs work while no other script of this data folder does. May be called again inside; `ending` for work that stops things. */
export async function alone(data, work, { ending = false } = {}) {
  if (holding) return work();
  const lock = join(data, 'preparing');
  const mine = `${lock}.${me}`;
  writeFileSync(mine, me);
  let told = false;
  try {
    while (!take(mine, lock)) {
      if (!ending) goOn();
      if (!told) note('Another script of this clone is preparing: waiting for it.');
      told = true;
      await pause(300);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  holding = true;
  const release = () => { holding = false; rmSync(lock, { force: true }); };
  const forget = atEnd(release);
  try {
    return await work();
  } finally {
    if (forget()) release();
  }
}

/** A link appears whole with its holder's name in it, which a file that is created and then written does not. */
function take(mine, lock) {
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = read(lock);
  if (holder && !lives(holder)) rmSync(lock, { force: true });
  return false;
}

const usersOf = data => join(data, 'in-use');

/** Says that this script uses the data folder, until `leave` is called; `prepared` adds for which database everything is up to date. */
export function enter(data) {
  const mine = join(usersOf(data), me);
  mkdirSync(usersOf(data), { recursive: true, mode: 0o700 });
  writeFileSync(mine, '');
  return { prepared: database => writeFileSync(mine, database), leave: () => rmSync(mine, { force: true }) };
}

/** The databases that the other living scripts of the data folder have prepared, '' for one that is still at it. Notes of dead ones are swept away. */
export function others(data) {
  const found = [];
  for (const name of existsSync(usersOf(data)) ? readdirSync(usersOf(data)) : []) {
    const file = join(usersOf(data), name);
    if (!lives(name)) rmSync(file, { force: true });
    else if (name !== me) found.push(read(file));
  }
  return found;
}

export const hasOthers = data => others(data).length > 0;
