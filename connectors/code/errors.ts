import type { ErrorEntry } from '@penstock/connector-sdk';

export const codeErrors: readonly ErrorEntry[] = [
  { code: 'CODE_STEPS_OFF', cause: 'No administrator has allowed code steps in this installation.', remedy: 'Set PENSTOCK_CODE_STEPS=1 for the workers and start them again, or use a mapping instead.' },
  { code: 'CODE_INPUT_TOO_LARGE', cause: 'The input is longer than a code step may take.', remedy: 'Hand the step only what it needs, or split the work.' },
  { code: 'CODE_THREW', cause: 'The code does not parse, failed, or mixed exact decimals with numbers.', remedy: 'Correct the code or the data it is given.' },
  { code: 'CODE_TIMED_OUT', cause: 'The code took longer than the step allows.', remedy: 'Look for a loop that never ends, hand it less data, or allow more time.' },
  { code: 'CODE_OUT_OF_MEMORY', cause: 'The code needs more memory than a step may have.', remedy: 'Hand the step less data, or split the work over several steps.' },
  { code: 'CODE_TOO_DEEP', cause: 'Calls or data are nested too deeply.', remedy: 'Look for a function that calls itself without an end.' },
  { code: 'CODE_NEVER_SETTLED', cause: 'The code waits for a promise that nothing can fulfil.', remedy: 'Return the result without waiting.' },
  { code: 'CODE_OUTPUT_TOO_LARGE', cause: 'The result is larger than a step may hand on.', remedy: 'Return only what the following steps need.' },
  { code: 'CODE_RESULT_INVALID', cause: 'The result cannot be written as JSON.', remedy: 'Return texts, numbers, lists and objects only.' },
  { code: 'CODE_SANDBOX_FAILED', cause: 'The sandbox stopped by itself.', remedy: 'It is tried again by itself. If it stays so, look at the memory of the worker.' },
];
