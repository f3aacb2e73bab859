// Whatever a script started is stopped, last first, however the script ends: done, failed, Ctrl-C, SIGTERM or a closed terminal.
import { note, Refusal } from './say.mjs';

const undo = [];
let ended;

/** Thrown into work that must not go on because the script is ending; nobody needs to read it. */
export class Ending extends Error {}

export function goOn() {
  if (ended) throw new Ending();
}

/** Registers work for the end; the function that it returns takes it back. */
export function atEnd(work) {
  undo.push(work);
  return () => undo.includes(work) && undo.splice(undo.indexOf(work), 1);
}

async function end() {
  while (undo.length) {
    try {
      await undo.pop()();
    } catch (error) {
      note(`While stopping: ${error.message}`);
    }
  }
}

/** Ends the script with this exit code, once; a second signal waits for the first. */
export function finish(code) {
  return (ended ??= end().then(() => process.exit(code)));
}

/** Ends the script because something that it relies on broke. */
export function fail(line) {
  if (!ended) note(line);
  return finish(1);
}

/** Runs a script's work, which returns its exit code. `whenAsked` is the exit code for a signal. */
export async function main(work, whenAsked = signal => (signal === 'SIGINT' ? 130 : 143)) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!ended && process.stderr.isTTY) note('\nStopping …');
      finish(whenAsked(signal));
    });
  }
  let code = 1;
  try {
    code = (await work()) ?? 0;
  } catch (error) {
    // A program that was asked something may have heard Ctrl-C before this one did
    if (error instanceof Ending) code = whenAsked('SIGINT');
    else if (!ended) note(error instanceof Refusal ? error.message : error.stack);
  }
  await finish(code);
}
