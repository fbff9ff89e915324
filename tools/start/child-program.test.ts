import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { superviseProgram } from './child-program.mjs';
import { prepareHome } from './home.mjs';

interface Supervised {
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

let home: string;
let program: Supervised | undefined;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'penstock-child-'));
  prepareHome(home);
});

afterEach(async () => {
  await program?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** Resolves with what the supervisor has said once it has said something that contains the words. */
function supervise(source: string, words: string): Promise<string> {
  const file = join(home, 'program.cjs');
  writeFileSync(file, source);
  return new Promise((resolve) => {
    const heard = (message: string) => message.includes(words) && resolve(message);
    program = superviseProgram({
      name: 'API',
      program: file,
      env: { ...process.env, NODE_OPTIONS: '' },
      home,
      logsToTerminal: false,
      onStarted: () => undefined,
      say: heard,
      onGivenUp: heard,
    }) as Supervised;
  });
}

const STAYS = `
process.once('SIGTERM', () => { console.log('stopped cleanly'); process.exit(0); });
process.channel.unref();
setInterval(() => undefined, 1000);
console.log('started');
`;

describe('a supervised program', () => {
  test('is started again when it ends by itself', async () => {
    const message = await supervise('process.exit(3);', 'starting it again');

    expect(message).toBe('API ended unexpectedly (exit code 3); starting it again in 250 ms.');
  });

  test('is stopped by SIGTERM and then stays away', async () => {
    void supervise(STAYS, 'never said');
    await started();

    await program?.stop();

    expect(readFileSync(join(home, 'logs', 'api.log'), 'utf8')).toBe('started\nstopped cleanly\n');
  });
});

/** The program writes to its log once it runs; nothing else tells. */
async function started(): Promise<void> {
  while (!readFileSync(join(home, 'logs', 'api.log'), 'utf8').includes('started')) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
