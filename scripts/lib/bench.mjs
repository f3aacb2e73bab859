// scripts/bench: builds the benchmarks and runs one; they bring their own databases, as the tests do.
import { join } from 'node:path';
import { buildAll, checkSdk, quiet } from './build.mjs';
import { environment } from './connections.mjs';
import { main } from './ending.mjs';
import { clone } from './place.mjs';
import { show } from './processes.mjs';
import { Refusal, step } from './say.mjs';

const bench = join(clone, 'tests', 'MoralePulse.Bench');

await main(async () => {
  await checkSdk();
  await step('Building the benchmarks', async () => {
    const { code, output } = await buildAll(bench);
    if (code !== 0) throw new Refusal(`${output.trim()}\nThe build failed: what is above says why.`);
  });
  // Nothing of a developer's own database
  const { PORT, ...clean } = environment({ runtime: {} }, { withOwner: false });
  return show('dotnet', [join(bench, 'bin', 'Release', 'net10.0', 'MoralePulse.Bench.dll'), ...process.argv.slice(2)], { cwd: clone, env: { ...quiet, ...clean } });
});
