// Who the database server runs as. PostgreSQL refuses to run as root, and a database user must not read the service's keys.
import { spawnSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { Ending } from './ending.mjs';
import { Refusal } from './say.mjs';

/** A short question to another program. Ctrl-C reaches that program too, and must not pass for its answer. */
export function ask(command, args, options) {
  const answer = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (answer.signal) throw new Ending();
  return answer;
}

function find(name) {
  const id = option => Number(ask('id', [option, name]).stdout?.trim() || NaN);
  const [uid, gid] = [id('-u'), id('-g')];
  return uid ? { name, uid, gid } : undefined;
}

function firstOf(what, names) {
  if (process.getuid?.() !== 0) return undefined;
  const user = names.map(find).find(Boolean);
  if (!user) throw new Refusal(`${what} may not run as root, and this machine has neither a user "${names.join('" nor "')}": run this as another user.`);
  return user;
}

/** The user for the database server, undefined where that is simply the person who runs the script. */
export const databaseUser = () => firstOf('The database', ['postgres', 'nobody']);

/** The same for a service that is run as it is deployed: somebody who owns nothing, the database's files least of all. */
export const serviceUser = () => firstOf('The service', ['nobody', 'postgres']);

/** What makes a child process run as that user; Node drops root's other groups with it. */
export const as = user => ({
  ...(user && { uid: user.uid, gid: user.gid }),
  cwd: '/',
  // Nothing of the person's PG… variables, nor a password in any variable, reaches the server
  env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }) },
});

/** Whether that user can reach a folder, ancestors included: found by going there, as rights may hang on more than mode bits. */
export const canEnter = (user, folder) => !user || ask('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], as(user)).status === 0;

export function give(user, path) {
  if (user) chownSync(path, user.uid, user.gid);
}

/** A cluster made under another user goes on under that one: the server insists on owning its files. */
export function ownerOf(folder, user) {
  const { uid, gid } = statSync(folder);
  if (user) return uid && uid !== user.uid ? { name: `user ${uid}`, uid, gid } : user;
  if (process.getuid && uid !== process.getuid()) {
    throw new Refusal(`The database in ${folder} belongs to another user: run this as that user, or set DATA_DIR to another folder.`);
  }
  return undefined;
}
