import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CodeSandbox, SandboxProgram } from '@penstock/connector-sdk';
import type { Json } from '@penstock/kernel';
import { fromSandboxText, toSandboxText } from './exact-json';
import { sandboxPrelude } from './prelude';
import { sandboxBroken, stopped, threw } from './sandbox-failures';
import type { SandboxAnswer, SandboxLimits, SandboxTask } from './sandbox-worker';

export interface CodeSandboxOptions {
  /** Compiled `sandbox-worker`; default: beside this file. */
  readonly workerFile?: string;
  /** Threads that run code at the same time; further steps wait. Default 2. */
  readonly threads?: number;
  readonly memoryBytes?: number;
  readonly outputLength?: number;
}

/** A sandbox with threads of its own. */
export interface OwnedCodeSandbox extends CodeSandbox {
  close(): Promise<void>;
}

const mebibyte = 1024 * 1024;
/** What the code itself may hold, and what the thread around it may. */
const defaultMemoryBytes = 32 * mebibyte;
const threadMemory = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, codeRangeSizeMb: 16, stackSizeMb: 4 };
const stackBytes = 256 * 1024;
const defaultOutputLength = mebibyte;
/** The code's own deadline is asked between its instructions; a long instruction is ended with the thread. */
const graceMs = 250;

/** QuickJS in worker threads. A thread starts with the first step that needs it and ends when a run had to be stopped. */
export function createCodeSandbox(options: CodeSandboxOptions = {}): OwnedCodeSandbox {
  const limits: SandboxLimits = {
    prelude: sandboxPrelude,
    memoryBytes: options.memoryBytes ?? defaultMemoryBytes,
    stackBytes,
    outputLength: options.outputLength ?? defaultOutputLength,
  };
  const workerFile = options.workerFile ?? join(__dirname, 'sandbox-worker.js');
  const seats = Array.from({ length: options.threads ?? 2 }, () => new Seat(() => startThread(workerFile, limits)));
  const free = [...seats];
  const waiting: ((seat: Seat) => void)[] = [];
  const take = (): Promise<Seat> => {
    const seat = free.pop();
    return seat ? Promise.resolve(seat) : new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (seat: Seat): void => {
    const next = waiting.shift();
    if (next) next(seat);
    else free.push(seat);
  };
  return {
    async run(program: SandboxProgram): Promise<Json> {
      const input = toSandboxText(program.input);
      const seat = await take();
      try {
        return outputOf(await seat.run({ code: program.code, input, timeoutMs: program.timeoutMs }));
      } finally {
        giveBack(seat);
      }
    },
    async close() {
      await Promise.all(seats.map((seat) => seat.close()));
    },
  };
}

function outputOf(answer: SandboxAnswer): Json {
  if (answer.kind === 'returned') return fromSandboxText(answer.output);
  throw answer.kind === 'threw' ? threw(answer.error) : stopped(answer.kind);
}

/** No environment, no arguments, no standard streams: what a thread of Node would share by default. */
const startThread = (workerFile: string, limits: SandboxLimits): Worker =>
  new Worker(workerFile, { workerData: limits, env: {}, argv: [], execArgv: [], stdin: true, stdout: true, stderr: true, resourceLimits: threadMemory });

/** One place for a thread: a new one comes when the last was ended. */
class Seat {
  private thread: Promise<Worker> | undefined;

  constructor(private readonly start: () => Worker) {}

  async run(task: SandboxTask): Promise<SandboxAnswer> {
    const thread = await this.ready();
    const answer = await answerWithin(thread, task).catch((cause: unknown) => sandboxBroken(cause));
    if (!('kind' in answer) || (answer.kind !== 'returned' && answer.kind !== 'threw')) await this.close();
    if (!('kind' in answer)) throw answer;
    return answer;
  }

  async close(): Promise<void> {
    const ended = this.thread;
    this.thread = undefined;
    await (await ended?.catch(() => undefined))?.terminate();
  }

  private async ready(): Promise<Worker> {
    this.thread ??= nextMessage(this.start()).then(({ thread }) => thread);
    try {
      return await this.thread;
    } catch (cause) {
      this.thread = undefined;
      throw sandboxBroken(cause);
    }
  }
}

function answerWithin(thread: Worker, task: SandboxTask): Promise<SandboxAnswer> {
  const answer = nextMessage(thread).then(({ message }) => message as SandboxAnswer);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<SandboxAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'timed-out' }), task.timeoutMs + graceMs);
  });
  thread.postMessage(task);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Rejects when the thread ends first. */
function nextMessage(thread: Worker): Promise<{ readonly thread: Worker; readonly message: unknown }> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      finish();
    };
    const onMessage = (message: unknown) => settle(() => resolve({ thread, message }));
    const onError = (error: unknown) => settle(() => reject(error));
    const onExit = (code: number) => settle(() => reject(new TypeError(`the thread ended with ${code}`)));
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}
