// `npm start`: builds what changed, starts the database, brings it up to date, starts the programs and keeps them running.
// Stops in the opposite order. Whatever is killed, the next start takes up the work where it was.
import { setTimeout as delay } from 'node:timers/promises';
import { buildWorkspace } from '../build/build.mjs';
import { banner } from './banner.mjs';
import { superviseProgram } from './child-program.mjs';
import { openDatabase } from './database.mjs';
import { lastPort, loadSecrets, markIntroduced, prepareHome, rememberPort } from './home.mjs';
import { choosePort } from './ports.mjs';
import { environmentFor, migrate, programsFor } from './programs.mjs';
import { claimHome, forgetRun, recordRun } from './running.mjs';
import { readSettings } from './settings.mjs';
import { StartFailure } from './start-failure.mjs';

const READY_WITHIN_MS = 90_000;
const POLL_MS = 50;

const say = (message) => console.log(message);

/** What runs so far, in the order it was started; stopped from the end. */
const running = { database: undefined, programs: [], home: undefined, stopping: undefined };

async function start() {
  const settings = readSettings(process.env);
  prepareHome(settings.home);
  await claimHome(settings.home);
  running.home = settings.home;
  const port = await choosePort({ wanted: settings.port, last: lastPort(settings.home), demo: settings.demo });
  if (!buildWorkspace({ log: say })) throw new StartFailure('The build failed; the messages above say where.');
  const secrets = loadSecrets(settings.home, process.env);
  running.database = await openDatabase(settings, say);
  const env = environmentFor(settings, { port, database: running.database, secrets });
  migrate(env);
  startPrograms(settings, { env, port });
  if (settings.role !== 'worker') await waitUntilReady(port);
  rememberPort(settings.home, port);
  say(banner({ port, demo: settings.demo, secrets, home: settings.home, role: settings.role }));
  markIntroduced(settings.home);
}

function startPrograms(settings, { env, port }) {
  const url = `http://localhost:${port}`;
  const record = () =>
    recordRun(settings.home, { url, children: running.programs.map(({ pid, program }) => ({ pid, program })) });
  for (const { name, program } of programsFor(settings)) {
    const options = { name, program, env, home: settings.home, logsToTerminal: settings.logsToTerminal, say };
    const onGivenUp = (message) => void stopAll(new StartFailure(message));
    // The record follows every new process id: the next start must find what a killed supervisor leaves.
    running.programs.push(superviseProgram({ ...options, onGivenUp, onStarted: () => setImmediate(record) }));
  }
}

async function waitUntilReady(port) {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (!running.stopping) {
    if (await answersReady(port)) return;
    if (performance.now() > giveUpAt) {
      throw new StartFailure(`Penstock did not become ready in ${READY_WITHIN_MS / 1000} s; see ${running.home}/logs.`);
    }
    await delay(POLL_MS);
  }
}

async function answersReady(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false; // Not listening yet.
  }
}

/** Events stop coming in first, the database goes last. Asked for twice, the programs are not waited for. */
function stopAll(failure) {
  if (failure) report(failure);
  if (running.stopping) {
    for (const program of running.programs) program.killNow();
    return running.stopping;
  }
  running.stopping = stopInOrder().then(() => process.exit(failure ? 1 : 0));
  return running.stopping;
}

async function stopInOrder() {
  for (const program of [...running.programs].reverse()) await program.stop();
  await running.database?.stop();
  if (running.home) forgetRun(running.home);
}

function report(failure) {
  console.error(failure instanceof StartFailure ? `\n${failure.message}\n` : failure);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (!running.stopping) say('\nStopping …');
    void stopAll();
  });
}

start().catch((error) => stopAll(error));
