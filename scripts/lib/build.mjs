// Builds the service with its browser code, unless nothing changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clone } from './place.mjs';
import { run } from './processes.mjs';
import { Refusal, step } from './say.mjs';

export const web = join(clone, 'src', 'MoralePulse.Web');
export const dll = join(web, 'bin', 'Release', 'net10.0', 'MoralePulse.Web.dll');

/** For every call of the SDK: quiet, and no server of its own that would outlive the script. */
export const quiet = { ...process.env, DOTNET_NOLOGO: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_GENERATE_ASPNET_CERTIFICATE: 'false', MSBUILDDISABLENODEREUSE: '1' };

export async function checkSdk() {
  const { code, output } = await run('dotnet', ['--version'], { cwd: clone, env: quiet });
  if (code !== 0 || !/^10\./m.test(output)) {
    throw new Refusal('MoralePulse needs the .NET 10 SDK, with dotnet on the PATH: install it (dot.net, or your system\'s packages) and run this again.');
  }
}

const made = new Set(['bin', 'obj', 'node_modules', 'assets', 'TestResults']);

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !made.has(entry.name) && !entry.name.startsWith('.')) yield* filesIn(join(folder, entry.name));
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

const stamp = join(web, 'obj', 'scripts-built');

/** Builds a project of this clone, or of a copy of it: {code, output}. */
export const buildIn = (folder, target) =>
  run('dotnet', ['build', target, '-c', 'Release', '-v', 'minimal', '--nologo', '-tl:off', '-p:RestoreLockedMode=true', '--disable-build-servers'], { cwd: folder, env: quiet });

/** Builds a project or the solution, whatever the state: {code, output}. */
export async function buildAll(target) {
  const now = sources();
  const built = await buildIn(clone, target);
  if (built.code === 0 && existsSync(dll)) writeFileSync(stamp, now);
  // The SDK's closing summary says every error a second time
  return { ...built, output: built.output.split('\nBuild FAILED.')[0] };
}

/** Builds the service unless nothing changed. */
export async function build() {
  if (existsSync(dll) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources()) return;
  await step('Building the service and its pages', async () => {
    const { code, output } = await buildAll(web);
    if (code !== 0) throw new Refusal(`${output.trim()}\nThe build failed: what is above says why.`);
  });
}
