// What a person sees: steps with their seconds on stderr, so that stdout stays for results.

/** Something the person can mend: shown as one line, without a stack. */
export class Refusal extends Error {}

/** A reader that went away (`scripts/run | head -1`) is no reason to leave servers behind. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

export const note = line => process.stderr.write(`${line}\n`);

export const seconds = since => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Shows a step while it works and how long it took. On a terminal its seconds count up in place. */
export async function step(title, work) {
  const began = performance.now();
  const terminal = process.stderr.isTTY;
  const clock = terminal && setInterval(() => process.stderr.write(`\r  ${title} … ${seconds(began)}`), 1000);
  process.stderr.write(`  ${title} … `);
  try {
    const result = await work();
    process.stderr.write(`${terminal ? `\r  ${title} … ` : ''}${seconds(began)}\n`);
    return result;
  } catch (error) {
    process.stderr.write(error instanceof Refusal ? 'failed\n' : '\n');
    throw error;
  } finally {
    clearInterval(clock);
  }
}
