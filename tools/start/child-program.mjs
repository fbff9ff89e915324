// One program of the platform (API, worker, simulators) as a supervised process.
//
// Contract with the programs, three lines in each main (stopCleanly: finish what is in hand, close, exit 0):
//   process.once('disconnect', stopCleanly);
//   process.channel?.unref(); // the channel alone must not keep a finished program alive
//   process.once('SIGTERM', stopCleanly).once('SIGINT', stopCleanly);
// The channel closes when this supervisor ends in whatever way, so no program outlives a killed supervisor for long.
import { spawn } from 'node:child_process';
import { closeSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { openLog } from './home.mjs';
import { PROGRAM_FLAGS } from './node-flags.mjs';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;
/** A program that lived this long had started well: its next death begins a new series. */
const STARTED_WELL_MS = 5_000;
const MOST_DEATHS_IN_A_ROW = 10;
const STOP_WITHIN_MS = 20_000;

/**
 * @param {{ name: string, program: string, env: object, home: string, logsToTerminal: boolean,
 *           say(message: string): void, onGivenUp(message: string): void, onStarted(): void }} options
 */
export function superviseProgram(options) {
  const state = { child: undefined, stopping: false, deaths: 0 };
  run(state, options);
  return {
    name: options.name,
    program: options.program,
    get pid() {
      return state.child?.pid;
    },
    stop: () => stop(state),
    killNow: () => state.child?.kill('SIGKILL'),
  };
}

function run(state, options) {
  const startedAt = performance.now();
  const { child, log } = spawnProgram(options);
  state.child = child;
  options.onStarted();
  const logStart = log ? sizeOf(log) : 0;
  child.once('exit', (code, signal) => {
    if (state.stopping) return;
    const died = { how: signal ?? `exit code ${code}`, lastWords: log ? lastLines(log, logStart) : '' };
    state.deaths = performance.now() - startedAt > STARTED_WELL_MS ? 1 : state.deaths + 1;
    void startAgain(state, { options, died });
  });
}

async function startAgain(state, { options, died }) {
  const { name, say, onGivenUp } = options;
  if (state.deaths >= MOST_DEATHS_IN_A_ROW) {
    onGivenUp(`${name} ended ${state.deaths} times in a row (${died.how}). Its last words:\n${died.lastWords}`);
    return;
  }
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (state.deaths - 1), LONGEST_PAUSE_MS);
  say(`${name} ended unexpectedly (${died.how}); starting it again in ${pauseMs} ms.`);
  if (state.deaths > 1 && died.lastWords) say(died.lastWords);
  await delay(pauseMs);
  if (!state.stopping) run(state, options);
}

function spawnProgram({ name, program, env, home, logsToTerminal }) {
  const log = logsToTerminal ? undefined : openLog(home, name.toLowerCase());
  const output = log ? log.handle : 'inherit';
  // A process group of its own: Ctrl-C reaches the supervisor alone, which then stops the programs in order.
  const child = spawn(process.execPath, [...PROGRAM_FLAGS, program], {
    env,
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  });
  if (log) closeSync(log.handle);
  return { child, log: log?.path };
}

async function stop(state) {
  state.stopping = true;
  const { child } = state;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const inTime = await Promise.race([ended.then(() => true), delay(STOP_WITHIN_MS, false, { ref: false })]);
  if (inTime !== false) return;
  child.kill('SIGKILL');
  await ended;
}

function sizeOf(path) {
  return statSync(path).size;
}

function lastLines(path, from) {
  return readFileSync(path).subarray(from).toString('utf8').trim().split('\n').slice(-15).join('\n');
}
