// Child processes, each with everything it starts in a group of its own: the terminal's Ctrl-C reaches only the script, which then stops them in order.
import { spawn } from 'node:child_process';
import { atEnd, goOn } from './ending.mjs';

const grouped = process.platform !== 'win32';
export const pause = ms => new Promise(done => setTimeout(done, ms));

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Waits until a condition holds; false when it does not within the time. */
export async function until(condition, ms, every = 50) {
  for (const deadline = performance.now() + ms; !(await condition()); await pause(every)) {
    if (performance.now() > deadline) return false;
  }
  return true;
}

function signalGroup(pid, signal) {
  try {
    process.kill(grouped ? -pid : pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Stops a group: asks, waits, then insists. */
async function stopGroup(pid, graceMs) {
  signalGroup(pid, 'SIGTERM');
  if (!(await until(() => !signalGroup(pid, 0), graceMs))) signalGroup(pid, 'SIGKILL');
}

/** Starts a command that ends with the script at the latest. `exited` resolves to {code, signal}; code 127 when it could not be started. */
export function start(command, args, { graceMs = 35_000, ...options } = {}) {
  goOn();
  const child = spawn(command, args, { detached: grouped, ...options });
  const exited = new Promise(done => {
    child.once('error', error => done({ code: 127, signal: error.message }));
    child.once('close', (code, signal) => done({ code: code ?? 1, signal }));
  });
  const stop = () => (child.pid ? stopGroup(child.pid, graceMs) : undefined);
  const forget = atEnd(stop);
  exited.then(forget);
  return { child, pid: child.pid, exited, stop };
}

/** Runs a command to its end and collects what it prints. */
export async function run(command, args, options = {}) {
  const { child, exited } = start(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => (output += text));
  const { code, signal } = await exited;
  goOn();
  return { code, output: code === 127 && !output ? String(signal) : output };
}

/** Runs a command that talks to the person itself. */
export async function show(command, args, options = {}) {
  const { code } = await start(command, args, { stdio: 'inherit', ...options }).exited;
  goOn();
  return code;
}
