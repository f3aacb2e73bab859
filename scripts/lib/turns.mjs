// Scripts of one clone side by side: they prepare one at a time, and the last to leave stops what they share.
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  try {
    if (!lives(readFileSync(lock, 'utf8'))) rmSync(lock, { force: true });
  } catch { /* released meanwhile */ }
  return false;
}

/** Says that this script uses the data folder until it ends, or until the function that it returns is called. */
export function enter(data) {
  const mine = join(data, 'in-use', me);
  mkdirSync(join(data, 'in-use'), { recursive: true, mode: 0o700 });
  writeFileSync(mine, '');
  return () => rmSync(mine, { force: true });
}

/** Whether other living scripts use the data folder. */
export function hasOthers(data) {
  let names = [];
  try { names = readdirSync(join(data, 'in-use')); } catch { /* nobody yet */ }
  const dead = names.filter(name => !lives(name));
  for (const name of dead) rmSync(join(data, 'in-use', name), { force: true });
  return names.some(name => name !== me && !dead.includes(name));
}
