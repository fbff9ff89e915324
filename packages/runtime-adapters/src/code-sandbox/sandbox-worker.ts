import { parentPort, workerData } from 'node:worker_threads';
import { DefaultIntrinsics, newQuickJSWASMModule, Scope, type QuickJSContext, type QuickJSHandle, type QuickJSWASMModule } from 'quickjs-emscripten';

/** What the thread is started with. */
export interface SandboxLimits {
  readonly prelude: string;
  readonly memoryBytes: number;
  readonly stackBytes: number;
  /** Characters of JSON text that may come out. */
  readonly outputLength: number;
}

export interface SandboxTask {
  readonly code: string;
  /** JSON text. */
  readonly input: string;
  readonly timeoutMs: number;
}

export type SandboxAnswer =
  /** JSON text. */
  | { readonly kind: 'returned'; readonly output: string }
  | { readonly kind: 'threw'; readonly error: string }
  | { readonly kind: 'timed-out' | 'out-of-memory' | 'too-deep' | 'never-settled' | 'output-too-large' };

const longestError = 500;

/** A run that went out of memory can leave the machine broken, so every run gets one of its own: nothing of one is there in the next. */
function runTask(module: QuickJSWASMModule, task: SandboxTask, limits: SandboxLimits): SandboxAnswer {
  const runtime = module.newRuntime();
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(limits.stackBytes);
  const deadline = Date.now() + task.timeoutMs;
  const isLate = () => Date.now() > deadline;
  runtime.setInterruptHandler(isLate);
  // Without a clock the same input gives the same output.
  const context = runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Date: false } });
  const answer = Scope.withScope((scope) => settled({ context, scope, limits, isLate }, task));
  context.dispose();
  runtime.dispose();
  return answer;
}

interface Machine {
  readonly context: QuickJSContext;
  /** Gives back every handle when the run is over. */
  readonly scope: Scope;
  readonly limits: SandboxLimits;
  isLate(): boolean;
}

/** After its deadline a run is late whatever it came to: also what an interrupted job leaves behind. */
function settled(machine: Machine, task: SandboxTask): SandboxAnswer {
  const answer = evaluated(machine, task);
  return machine.isLate() ? { kind: 'timed-out' } : answer;
}

function evaluated({ context, scope, limits }: Machine, { code, input }: SandboxTask): SandboxAnswer {
  const prelude = scope.manage(context.evalCode(limits.prelude, 'prelude.js'));
  if (prelude.error) return failed(context, prelude.error);
  const [codeText, inputText] = [scope.manage(context.newString(code)), scope.manage(context.newString(input))];
  const call = scope.manage(context.callFunction(prelude.value, context.undefined, codeText, inputText));
  if (call.error) return failed(context, call.error);
  const jobs = scope.manage(context.runtime.executePendingJobs());
  if (jobs.error) return failed(context, jobs.error);
  const state = context.getPromiseState(call.value);
  if (state.type === 'pending') return { kind: 'never-settled' };
  if (state.type === 'rejected') return failed(context, scope.manage(state.error));
  const text = scope.manage(state.value);
  // The length is asked inside: a text that is too long never reaches the thread.
  const length = context.getNumber(scope.manage(context.getProp(text, 'length')));
  return length <= limits.outputLength ? { kind: 'returned', output: context.getString(text) } : { kind: 'output-too-large' };
}

function failed(context: QuickJSContext, error: QuickJSHandle): SandboxAnswer {
  const { name, message } = described(context, error);
  if (name === 'InternalError' && message === 'out of memory') return { kind: 'out-of-memory' };
  if (name === 'InternalError' && message === 'stack overflow') return { kind: 'too-deep' };
  return { kind: 'threw', error: `${name}: ${message}`.slice(0, longestError) };
}

function described(context: QuickJSContext, error: QuickJSHandle): { readonly name: string; readonly message: string } {
  const dumped: unknown = context.dump(error);
  if (typeof dumped !== 'object' || dumped === null) return { name: 'Thrown', message: String(dumped) };
  const { name, message } = dumped as { readonly name?: unknown; readonly message?: unknown };
  // Out of memory while the error is made leaves null.
  return { name: typeof name === 'string' ? name : 'Error', message: typeof message === 'string' ? message : '' };
}

/** The engine itself may give up before its limits bite: its own stack or its own memory. */
async function outcome(task: SandboxTask): Promise<SandboxAnswer> {
  const module = await newQuickJSWASMModule();
  try {
    return runTask(module, task, workerData as SandboxLimits);
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'too-deep' };
    // What WebAssembly raises when its code cannot go on.
    if (error instanceof Error && error.name === 'RuntimeError') return { kind: 'out-of-memory' };
    throw error;
  }
}

async function answer(task: SandboxTask): Promise<void> {
  parentPort?.postMessage(await outcome(task));
}

parentPort?.on('message', (task: SandboxTask) => void answer(task));
parentPort?.postMessage('ready');
