// scripts/gates: both gates in full, or once for each rule that is taken away.
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildIn, checkSdk, quiet } from './build.mjs';
import { environment } from './connections.mjs';
import { main } from './ending.mjs';
import { clone, temporaryFolder } from './place.mjs';
import { run } from './processes.mjs';
import { note, Refusal, seconds, step } from './say.mjs';
import { databaseUser } from './user.mjs';

const tests = 'tests/MoralePulse.Attack.Tests';
// From the quickest on: a rule's mutation is run against the next only where the one before noticed nothing.
const each = [
  { name: 'trusts of 400', filter: 'FullyQualifiedName~Where_each_taps_pool_is_certain' },
  { name: 'usefulness', filter: 'FullyQualifiedName~The_boards_of_a_trust' },
  { name: 'trusts of 1,700', filter: 'FullyQualifiedName~A_watcher_with_the_roster' },
];

function asked(values) {
  const mutations = values.includes('--mutations');
  const figures = values.includes('--set-up-figures');
  const only = values.find(value => /^\d\d-/.test(value));
  const rest = values.filter(value => !['--mutations', '--set-up-figures', only].includes(value));
  const seeds = rest.length === 0 ? (mutations ? 3 : 20) : rest.length === 2 && rest[0] === '--seeds' ? Number(rest[1]) : NaN;
  if (!Number.isInteger(seeds) || seeds < 1) throw new Refusal('Usage: scripts/gates [--seeds N]\n       scripts/gates --mutations [--seeds N] [NN-, the first letters of one of them]\n       scripts/gates --set-up-figures');
  return { mutations, figures, only, seeds };
}

async function build(folder) {
  const { code, output } = await buildIn(folder, join(folder, tests));
  if (code !== 0) throw new Refusal(`${output.trim()}\nThe build failed: what is above says why.`);
}

/** Runs gates of a folder; the lines of their tables and what they found wrong. */
async function gates(folder, seeds, env, ...filter) {
  const { code, output } = await run('dotnet', ['test', join(folder, tests), '-c', 'Release', '--no-build', '--logger', 'console;verbosity=normal', ...filter], { cwd: folder, env: { ...env, MORALEPULSE_GATE_SEEDS: `${seeds}` } });
  const lines = output.split('\n').map(line => line.trim());
  return { code, output, rows: lines.filter(line => line.startsWith('|')), faults: lines.filter(line => line.startsWith('But was:')).map(line => line.slice('But was:'.length).trim()) };
}

async function inFull(seeds, env) {
  await step('Building the gates', () => build(clone));
  const began = performance.now();
  const { code, output, rows, faults } = await gates(clone, seeds, env);
  if (!rows.length || (code !== 0 && !faults.length)) throw new Refusal(output.trim());
  console.log([...rows, ...faults].join('\n'));
  note(`  Both gates on ${seeds} trusts took ${seconds(began)}`);
  return code;
}

/** Writes what the set-up page tells of boards, as the rules are now. */
async function setUpFigures(env) {
  await step('Building the gates', () => build(clone));
  const { code, output } = await gates(clone, 2, { ...env, MORALEPULSE_WRITE_SET_UP_FIGURES: 'true' }, '--filter', 'FullyQualifiedName~The_figures_of_the_set_up_page');
  if (code !== 0) throw new Refusal(output.trim());
  note('  Written: src/MoralePulse.Web/SetUp/expected-boards.csv; build again to see it.');
  return 0;
}

/** What the first gate that fails says, the first of it; nothing where none fails. */
async function firstThatFails(copy, seeds, env) {
  for (const { name, filter } of each) {
    const { code, output, faults } = await gates(copy, seeds, env, '--filter', filter);
    if (code !== 0 && !faults.length) throw new Refusal(`${output.trim()}\nThe gates could not run: that notices nothing.`);
    if (code !== 0) return `${name}: ${faults[0].match(/"([^"]*)"/)?.[1] ?? faults[0]}`;
  }
}

async function mutated(seeds, only, env) {
  const copy = join(temporaryFolder(databaseUser()), 'copy');
  const git = (...args) => run('git', ['-C', copy, ...args]);
  const cloned = await run('git', ['clone', '-q', clone, copy]);
  if (cloned.code !== 0) throw new Refusal(cloned.output.trim());
  const packages = 'src/MoralePulse.Web/client/node_modules';
  if (existsSync(join(clone, packages))) cpSync(join(clone, packages), join(copy, packages), { recursive: true, verbatimSymlinks: true });

  let unnoticed = 0;
  console.log('| rule taken away | gate that fails, and what it says first |');
  for (const patch of readdirSync(join(copy, tests, 'mutations')).filter(name => name.startsWith(only ?? '')).sort()) {
    await git('checkout', '-q', '--', '.');
    const applied = await git('apply', join(tests, 'mutations', patch));
    if (applied.code !== 0) throw new Refusal(`${patch} does not apply any more:\n${applied.output.trim()}`);
    const name = patch.replace(/^\d+-|\.patch$/g, '').replaceAll('-', ' ');
    await step(`Without ${name}`, async () => {
      await build(copy);
      const noticed = await firstThatFails(copy, seeds, env);
      if (!noticed) unnoticed++;
      console.log(`| ${name} | ${noticed ?? 'none'} |`);
    });
  }
  return unnoticed ? 1 : 0;
}

await main(async () => {
  const { mutations, figures, only, seeds } = asked(process.argv.slice(2));
  await checkSdk();
  // Nothing of a developer's own database
  const { PORT, ...clean } = environment({ runtime: {} }, { withOwner: false });
  const env = { ...quiet, ...clean, MSBUILDDISABLENODEREUSE: '1' };
  return figures ? setUpFigures(env) : mutations ? mutated(seeds, only, env) : inFull(seeds, env);
});
