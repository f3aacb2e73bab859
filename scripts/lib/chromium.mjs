// The browser for the browser tests: the machine's, else Debian's where it may be installed.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { apt, mayInstall } from './debian.mjs';
import { step } from './say.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const elsewhere = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const find = () => [...(process.env.PATH ?? '').split(delimiter).flatMap(folder => names.map(name => join(folder, name))), ...elsewhere].find(existsSync);

async function install() {
  const updated = await apt(['update']);
  // Liberation has Arial's measures, so that screenshots look as pages do elsewhere
  const installed = await apt(['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']);
  return installed.code === 0 ? '' : `${updated.output}${installed.output}`.trim().split('\n').at(-1);
}

/** {path}, or {reason} why there is none. */
export async function chromium() {
  const given = process.env.MORALEPULSE_CHROMIUM;
  if (given) return existsSync(given) ? { path: given } : { reason: `MORALEPULSE_CHROMIUM=${given} does not exist` };
  if (find()) return { path: find() };
  if (!mayInstall()) return { reason: 'no Chromium on this machine, and only root on Debian may install it here' };
  const problem = await step('Installing Debian\'s Chromium', install);
  return find() ? { path: find() } : { reason: `Chromium could not be installed (${problem})` };
}
