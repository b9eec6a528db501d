/**
 * Children that never outlive us. What we start leads a group of its own, and the whole group is ended:
 * when it takes too long, when we are interrupted, and when we exit. What a suite of ours starts stays
 * in the group of the suite, so that ending the suite ends all of it, even a suite that hangs.
 *
 * Built-ins only: this runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const windows = process.platform === 'win32';
/** Started with a channel, we are a suite. */
const groups = !windows && !process.connected;
/** How long what we end may take before it is killed, in milliseconds. */
const GRACE = 10_000;
/** How long we may take to close what is open when we end ourselves: less, so as not to be killed. */
const LAST_GRACE = 6000;
const INTERRUPTED = 130;

const running = new Set();
const closers = new Set();
let ending;

/**
 * Starts a command.
 *
 * @param {object} [options] options of `spawn`, and `onLine(line, stream)`, called for each line it prints.
 * @returns {{child: import('node:child_process').ChildProcess, exited: Promise<number>, stop: () => Promise<void>}}
 */
export function start(command, args, { onLine, ...options } = {}) {
  const child = spawn(command, args, {
    stdio: onLine ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    detached: groups,
    ...options,
  });
  if (onLine) {
    for (const stream of ['stdout', 'stderr']) {
      createInterface({ input: child[stream], crlfDelay: Infinity }).on('line', (line) =>
        onLine(line, stream),
      );
    }
  }
  const exited = new Promise((resolve) => {
    child.once('error', (error) => {
      if (onLine) onLine(error.message, 'stderr');
      else console.error(error.message);
      resolve(127);
    });
    // Not `exit`: what it printed last is still to come.
    child.once('close', (code) => resolve(code ?? 1));
  });
  const process_ = { child, exited, stop: () => stop(process_) };
  running.add(process_);
  // The leader may be gone with others of its group left behind.
  void exited.then(() => {
    signal(child, 'SIGKILL');
    running.delete(process_);
  });
  return process_;
}

/**
 * Runs a command to its end.
 *
 * @param {object} [options] as for {@link start}, and `timeout` in seconds.
 * @returns {Promise<number>} its exit code; 124 when it took too long.
 */
export async function run(command, args, { timeout, ...options } = {}) {
  const process_ = start(command, args, options);
  let late = false;
  const timer =
    timeout &&
    setTimeout(() => {
      late = true;
      void process_.stop();
    }, timeout * 1000);
  const code = await process_.exited;
  clearTimeout(timer);
  return late ? 124 : code;
}

/** Runs npm with the npm that started us, if one did. */
export function npm(args, options) {
  const own = process.env['npm_execpath'];
  return own?.endsWith('npm-cli.js')
    ? run(process.execPath, [own, ...args], options)
    : run('npm', args, { shell: windows, ...options });
}

/** Has `close` called before we end, however we end. Returns a function that takes this back. */
export function atEnd(close) {
  closers.add(close);
  return () => closers.delete(close);
}

/** Whether we are about to exit. */
export const isEnding = () => ending !== undefined;

/** Ends every child, closes what is open, and exits; what does not close in time is killed on exit. */
export function end(code) {
  ending ??= (async () => {
    setTimeout(() => process.exit(code), LAST_GRACE);
    await Promise.allSettled([...closers].map((close) => close()));
    await Promise.allSettled([...running].map(stop));
    process.exit(code);
  })();
  return ending;
}

async function stop({ child, exited }) {
  signal(child, 'SIGTERM');
  const timer = setTimeout(() => signal(child, 'SIGKILL'), GRACE);
  await exited;
  clearTimeout(timer);
}

function signal(child, name) {
  if (child.pid === undefined) return;
  try {
    if (groups) process.kill(-child.pid, name);
    else child.kill(name);
  } catch {
    // The group is gone already.
  }
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => void end(INTERRUPTED));
// Whoever started us with a channel is gone, perhaps killed: nobody is left to end us.
process.on('disconnect', () => void end(INTERRUPTED));
// Nor to listen: an error at each attempt to say so would follow.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => void end(INTERRUPTED));
for (const name of ['uncaughtException', 'unhandledRejection']) {
  process.on(name, (error) => {
    console.error(error);
    void end(1);
  });
}
process.on('exit', () => {
  for (const { child } of running) signal(child, 'SIGKILL');
});
