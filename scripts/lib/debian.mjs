// Debian's packages, where the script may have them.
import { existsSync, readFileSync } from 'node:fs';
import { run } from './processes.mjs';

/** Other systems' package of the same name may be an empty shell that wants a store. */
const isDebian = () => existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));

export const mayInstall = () => isDebian() && process.getuid?.() === 0;

/** {code, output} of apt-get, which waits for others who are installing. */
export const apt = (args, options = {}) =>
  run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=600', ...args], { ...options, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
