// Builds the service with its browser code, unless nothing changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clone } from './place.mjs';
import { run } from './processes.mjs';
import { Refusal, step } from './say.mjs';

export const web = join(clone, 'src', 'MoralePulse.Web');
export const dll = join(web, 'bin', 'Release', 'net10.0', 'MoralePulse.Web.dll');

/** No server of the SDK outlives the script: whatever it started is stopped with it. */
export const withoutServers = '--disable-build-servers';

export const quiet = { ...process.env, DOTNET_NOLOGO: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_GENERATE_ASPNET_CERTIFICATE: 'false' };

export async function checkSdk() {
  const { code, output } = await run('dotnet', ['--version'], { cwd: clone, env: quiet });
  if (code !== 0 || !/^10\./m.test(output)) {
    throw new Refusal('MoralePulse needs the .NET 10 SDK, with dotnet on the PATH: install it (dot.net, or your system\'s packages) and run this again.');
  }
}

const made = new Set(['bin', 'obj', 'node_modules', 'assets', 'TestResults']);

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !made.has(entry.name)) yield* filesIn(join(folder, entry.name));
    else if (entry.isFile()) yield join(folder, entry.name);
  }
}

/** Changes when any file that goes into the build is added, changed or taken away. */
function sources() {
  const atRoot = readdirSync(clone, { withFileTypes: true }).filter(entry => entry.isFile() && !entry.name.endsWith('.md')).map(entry => join(clone, entry.name));
  const hash = createHash('sha256');
  for (const file of [...atRoot, ...filesIn(join(clone, 'src'))].sort()) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

export async function build() {
  const stamp = join(web, 'obj', 'scripts-built');
  const now = sources();
  if (existsSync(dll) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  await step('Building the service and its pages', async () => {
    const { code, output } = await run('dotnet', ['build', web, '-c', 'Release', '-v', 'minimal', '--nologo', '-tl:off', '-p:RestoreLockedMode=true', withoutServers],
      { cwd: clone, env: quiet });
    if (code !== 0) throw new Refusal(`${output.trim()}\nThe build failed: what is above says why.`);
    writeFileSync(stamp, now);
  });
}
