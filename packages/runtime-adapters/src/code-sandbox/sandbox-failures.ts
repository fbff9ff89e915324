import { ConnectorFailure, type FailureDetails } from '@penstock/connector-sdk';
import type { SandboxAnswer } from './sandbox-worker';

type Stopped = Exclude<SandboxAnswer['kind'], 'returned' | 'threw'>;

const nothingDone = 'Code reaches nothing outside, so nothing was done.';

const reasons: Readonly<Record<Stopped, Pick<FailureDetails, 'code' | 'message' | 'remedy'>>> = {
  'timed-out': { code: 'CODE_TIMED_OUT', message: `The code was stopped: it took longer than the step allows. ${nothingDone}`, remedy: 'Look for a loop that never ends, hand the step less data, or allow it more time.' },
  'out-of-memory': { code: 'CODE_OUT_OF_MEMORY', message: `The code was stopped: it needs more memory than a step may have. ${nothingDone}`, remedy: 'Hand the step less data, or split the work over several steps.' },
  'too-deep': { code: 'CODE_TOO_DEEP', message: `The code was stopped: its calls or its data are nested too deeply. ${nothingDone}`, remedy: 'Look for a function that calls itself without an end.' },
  'never-settled': { code: 'CODE_NEVER_SETTLED', message: `The code waits for something that never comes: a step has no timers and no network. ${nothingDone}`, remedy: 'Return the result without waiting.' },
  'output-too-large': { code: 'CODE_OUTPUT_TOO_LARGE', message: `The result of the code is larger than a step may hand on. ${nothingDone}`, remedy: 'Return only what the following steps need.' },
};

export const stopped = (kind: Stopped): ConnectorFailure => new ConnectorFailure({ class: 'config', ...reasons[kind] });

export const threw = (error: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'CODE_THREW',
    message: `The code of the step failed: ${error}. ${nothingDone}`,
    remedy: 'Correct the code or the data it is given, then retry the run.',
  });

export const brokenResult = (cause: unknown): ConnectorFailure =>
  new ConnectorFailure(
    {
      class: 'config',
      code: 'CODE_RESULT_INVALID',
      message: `The code did not return a value that can be written as JSON. ${nothingDone}`,
      remedy: 'Return texts, numbers, lists and objects only.',
    },
    { cause },
  );

export const sandboxBroken = (cause: unknown): ConnectorFailure =>
  new ConnectorFailure(
    { class: 'transient', code: 'CODE_SANDBOX_FAILED', message: `The sandbox for code stopped by itself. ${nothingDone} It is tried again.` },
    { cause },
  );
