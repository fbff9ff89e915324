import { defineConnector } from '@penstock/connector-sdk';
import { runCode } from './actions/run-code';
import { codeErrors } from './errors';

/** JavaScript of the flow's builder, in a sandbox that reaches nothing. */
export const code = defineConnector({
  id: 'code',
  title: 'Code',
  summary: 'Runs JavaScript in a sandbox, for what a mapping cannot say.',
  category: 'logic',
  // Two angle brackets around a slash.
  mark: 'M8 5 1.500 12 8 19l1.500-1.300L4.200 12l5.300-5.700zm8 0-1.500 1.300 5.300 5.700-5.300 5.700L16 19l6.500-7zm-3 0-4 14h2l4-14z',
  apiRevision: 'ECMAScript 2023 (QuickJS)',
  actions: [runCode],
  triggers: [],
  errors: codeErrors,
  limits: [
    'Off until an administrator sets PENSTOCK_CODE_STEPS=1.',
    'The code gets its input and nothing else: no network, files, environment, clock, timers, dice or imports.',
    'At most 10 seconds, 32 MiB of memory, 64 Ki characters of code, 4 Mi characters of input and 1 Mi characters of output.',
    'Whole numbers up to 9,007,199,254,740,991 are numbers; all others are exact decimals with plus, minus, times, compare and String(), made by decimal("19.90"). Other numbers are refused in the result.',
    'Two steps run at a time in a process; further ones wait.',
  ],
});
