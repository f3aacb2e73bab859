// Reads what test runners report into {passed: number, failed: [{name, details}], skipped: [{name, details}]}.

export const nothing = () => ({ passed: 0, failed: [], skipped: [] });

export function add(sum, more) {
  sum.passed += more.passed;
  sum.failed.push(...more.failed);
  sum.skipped.push(...more.skipped);
}

export const inWords = ({ passed, failed, skipped }) => `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;

const entities = { lt: '<', gt: '>', amp: '&', quot: '"', apos: '\'' };
const plain = text => text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) =>
  hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(Number(decimal)) : entities[name] ?? all);

const attribute = (tag, name) => plain(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
const element = (xml, name) => plain(new RegExp(`<${name}>([^]*?)</${name}>`).exec(xml)?.[1] ?? '').trimEnd();

/** The results file that dotnet test writes. Its own counters leave out skipped tests, hence the single results. */
export function fromTrx(xml) {
  const results = nothing();
  const classes = new Map([...xml.matchAll(/<UnitTest [^>]* id="([^"]*)"[^>]*>[^]*?<TestMethod ([^>]*)>/g)].map(([, id, method]) => [id, attribute(` ${method}`, 'className')]));
  for (const [, tag, , body = ''] of xml.matchAll(/<UnitTestResult( [^>]*?)(\/>|>([^]*?)<\/UnitTestResult>)/g)) {
    const name = [classes.get(attribute(tag, 'testId')), attribute(tag, 'testName')].filter(Boolean).join('.');
    const message = element(body, 'Message').trim();
    const outcome = attribute(tag, 'outcome');
    if (outcome === 'Passed') results.passed++;
    else if (outcome === 'NotExecuted') results.skipped.push({ name, details: message });
    else results.failed.push({ name, details: [message, element(body, 'StackTrace'), element(body, 'StdOut')].filter(Boolean).join('\n') });
  }
  return results;
}

/** What Node's test runner prints, in either of the forms that it chooses by itself. */
export function fromNode(output) {
  const count = name => [...output.matchAll(new RegExp(`^(?:#|ℹ) ${name} (\\d+)$`, 'gm'))].reduce((sum, [, number]) => sum + Number(number), 0);
  const named = pattern => [...output.matchAll(pattern)].map(([, name, details]) => ({ name, details: details ?? '' }));
  const skipped = named(/^\s*(?:ok \d+ - |﹣ )(.*?)(?: \([\d.]+ms\))? # (?:SKIP|TODO) ?(.*)$/gm);
  const failures = count('fail') + count('cancelled');
  const broken = named(/^\s*(?:not ok \d+ - |✖ )(?!failing tests)(.*?)(?: \([\d.]+ms\))?$/gm);
  return {
    passed: count('pass'),
    failed: Array.from({ length: failures }, (_, number) => ({ name: broken[number]?.name ?? 'browser code', details: number ? '' : output })),
    skipped: Array.from({ length: count('skipped') + count('todo') }, (_, number) => skipped[number] ?? { name: 'browser code', details: '' }),
  };
}
