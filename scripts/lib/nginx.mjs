// nginx, for the test of deploy/proxy.conf: the machine's, else Debian's, which is unpacked and not installed, since its package would start a server.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { apt, mayInstall } from './debian.mjs';
import { run } from './processes.mjs';
import { step } from './say.mjs';

const folders = () => [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** Aside and renamed, so that an interrupted download is never taken for a whole one. Returns what went wrong, or ''. */
async function unpack(place) {
  const aside = mkdtempSync(`${place}.`);
  await apt(['update']);
  const got = await apt(['download', 'nginx'], { cwd: aside });
  const file = readdirSync(aside).find(name => name.endsWith('.deb'));
  const done = file ? await run('dpkg-deb', ['-x', join(aside, file), join(aside, 'whole')]) : got;
  if (done.code === 0 && !existsSync(place)) renameSync(join(aside, 'whole'), place);
  rmSync(aside, { recursive: true, force: true });
  return done.code === 0 ? '' : done.output.trim().split('\n').at(-1);
}

/** {path}, or {reason} why there is none. `store` is where an unpacked one is kept. */
export async function nginx(store) {
  const place = join(store, 'nginx');
  const unpacked = join(place, 'usr', 'sbin', 'nginx');
  const find = () => [...folders().map(folder => join(folder, 'nginx')), unpacked].find(existsSync);
  if (find()) return { path: find() };
  if (!mayInstall()) return { reason: 'no nginx on this machine, and only root on Debian may bring it' };
  mkdirSync(store, { recursive: true });
  const problem = await step('Bringing Debian\'s nginx', () => unpack(place));
  const works = find() && (await run(find(), ['-v'])).code === 0;
  return works ? { path: find() } : { reason: `nginx could not be brought (${problem || 'it does not run here'})` };
}
