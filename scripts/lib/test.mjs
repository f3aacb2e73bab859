// scripts/test: builds everything, runs every test, and ends with one line of counts.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries } from './binaries.mjs';
import { buildAll, checkSdk, quiet, web } from './build.mjs';
import { chromium } from './chromium.mjs';
import { environment } from './connections.mjs';
import { atEnd, Ending, main } from './ending.mjs';
import { nginx } from './nginx.mjs';
import { clone, dataFolder } from './place.mjs';
import { run } from './processes.mjs';
import { note, Refusal, seconds, step } from './say.mjs';
import { add, fromNode, fromTrx, inWords, nothing } from './test-results.mjs';
import { hasOthers } from './turns.mjs';
import { databaseUser } from './user.mjs';

const solution = join(clone, 'MoralePulse.sln');
const failure = (name, details) => ({ ...nothing(), failed: [{ name, details }] });

/** What tests see of the outside: a browser or the reason for none, and nothing of a developer's own database. */
async function surroundings() {
  const browser = await chromium();
  const { PORT, ...clean } = environment({ runtime: {} }, { withOwner: false });
  const env = { ...quiet, ...clean, MSBUILDDISABLENODEREUSE: '1', MORALEPULSE_CHROMIUM: browser.path ?? '', MORALEPULSE_CHROMIUM_MISSING: browser.reason ?? '' };
  return { env, browser };
}

async function format() {
  const { code, output } = await run('dotnet', ['format', solution, '--verify-no-changes', '--no-restore'], { cwd: clone, env: quiet });
  return code === 0 ? { ...nothing(), passed: 1 } : failure('dotnet format finds nothing to change', output);
}

async function dotnetTests(project, env, results) {
  const file = join(results, `${project}.trx`);
  // A test that hangs must not take the others' results with it
  const { code, output } = await run('dotnet', ['test', join(clone, 'tests', project), '--no-build', '-c', 'Release', '--logger', `trx;LogFileName=${project}.trx`,
    '--results-directory', results, '--blame-hang-timeout', '20m', '--blame-hang-dump-type', 'none'], { cwd: clone, env });
  const found = existsSync(file) ? fromTrx(readFileSync(file, 'utf8')) : nothing();
  if (code !== 0 && !found.failed.length) add(found, failure(`${project} ran to its end`, output));
  if (code === 0 && !found.passed && !found.skipped.length) add(found, failure(`${project} has tests`, output));
  return found;
}

async function npmTests(folder, env) {
  const windows = process.platform === 'win32';
  if (!existsSync(join(folder, 'node_modules'))) {
    const installed = await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, env, shell: windows });
    if (installed.code !== 0) return failure('npm ci', installed.output);
  }
  const { code, output } = await run('npm', ['test'], { cwd: folder, env, shell: windows });
  const found = fromNode(output);
  if (code !== 0 && !found.failed.length) add(found, failure('npm test', output));
  if (code === 0 && !found.passed && !found.skipped.length) found.passed = 1;
  return found;
}

/** Runs one part with its line, and tells at once what failed or was skipped. */
async function part(title, sum, work) {
  const began = performance.now();
  note(`  ${title} …`);
  const found = await work();
  for (const { name, details } of found.skipped) note(`    skipped ${name}: ${details.split('\n')[0] || 'no reason given'}`);
  for (const { name, details } of found.failed) note(`    FAILED ${name}\n${details.trimEnd().replace(/^/gm, '      ')}`);
  note(`  ${title} took ${seconds(began)}: ${inWords(found)}`);
  add(sum, found);
}

async function everything(sum) {
  await checkSdk();
  const { env, browser } = await surroundings();
  const missing = browser.reason && `The browser tests can't run: ${browser.reason}.`;
  if (missing) note(missing);
  if (missing && process.env.CI === 'true') add(sum, failure('Chromium is there', missing));
  const data = dataFolder();
  if (hasOthers(data)) note('scripts/run is at work in this clone: the build replaces its program, so start it again afterwards.');
  // Ahead, so that no test waits for a download
  await findBinaries({ user: databaseUser(), store: () => join(data, 'programs') });

  await step('Building the solution', async () => {
    const { code, output } = await buildAll(solution);
    if (code !== 0) throw new Refusal(`${output.trim()}\nThe build failed: what is above says why.`);
  });
  const before = sum.passed;
  await part('dotnet format', sum, format);
  const formatted = sum.passed - before;

  const results = mkdtempSync(join(tmpdir(), 'moralepulse-tests-'));
  atEnd(() => rmSync(results, { recursive: true, force: true }));
  const tests = join(clone, 'tests');
  const projects = existsSync(tests) ? readdirSync(tests).filter(name => name.endsWith('.Tests')) : [];
  for (const project of projects.sort()) await part(project, sum, () => dotnetTests(project, env, results));

  const client = join(web, 'client');
  const manifest = join(client, 'package.json');
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).scripts?.test) await part('Browser code', sum, () => npmTests(client, env));

  const proxy = await nginx(join(data, 'programs'));
  await part('Deployment', sum, () => npmTests(join(tests, 'Deployment'), { ...env, MORALEPULSE_NGINX: proxy.path ?? '', MORALEPULSE_NGINX_MISSING: proxy.reason ?? '' }));

  if (sum.passed === formatted && !sum.failed.length) add(sum, failure('there are tests', 'No test ran.'));
}

await main(async () => {
  const sum = nothing();
  try {
    await everything(sum);
  } catch (error) {
    if (error instanceof Ending) throw error;
    note(error instanceof Refusal ? error.message : error.stack);
    add(sum, failure('the tests could run', error.message));
  }
  console.log(inWords(sum));
  return sum.failed.length ? 1 : 0;
});
