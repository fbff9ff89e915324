import { ConnectorFailure, defineAction } from '@penstock/connector-sdk';
import { stringifyJson, type Json } from '@penstock/kernel';
import { z } from 'zod';

const longestCode = 64 * 1024;
const longestInput = 4 * 1024 * 1024;

const input = z.strictObject({
  code: z.string().min(1).max(longestCode).meta({
    title: 'Code',
    description: 'The body of an async function of `input`; what it returns is the result. Amounts are exact decimals: decimal(input.amount).plus("1.50").',
    widget: 'textarea',
  }),
  input: z.unknown().optional().meta({ title: 'Input', description: 'What the code gets as `input`.' }),
  timeoutMs: z.int().min(10).max(10_000).default(1_000).meta({ title: 'Time limit', description: 'Milliseconds after which the code is stopped.' }),
});
type Input = z.output<typeof input>;

const output = z.strictObject({ result: z.unknown().meta({ title: 'Result' }) });

/** The same input gives the same result, and nothing outside can change: a step may be repeated at any time. */
export const runCode = defineAction<unknown, Input, z.output<typeof output>>({
  id: 'run-code',
  version: 1,
  title: 'Run code',
  summary: 'Runs JavaScript on data of the flow, in a sandbox that reaches nothing. Moves no money.',
  contract: { class: 'R' },
  input,
  output,
  sample: { result: { total: '59.97' } },
  async run({ sandbox }, { code, input: given, timeoutMs }) {
    const data = (given ?? null) as Json;
    if (!sandbox) throw notAllowed();
    if (stringifyJson(data).length > longestInput) throw tooLarge();
    return { result: await sandbox.run({ code, input: data, timeoutMs }) };
  },
});

const notAllowed = (): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'CODE_STEPS_OFF',
    message: 'Code steps are switched off in this installation, so the code was not run.',
    remedy: 'An administrator can allow them with PENSTOCK_CODE_STEPS=1. Then retry the run.',
  });

const tooLarge = (): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'CODE_INPUT_TOO_LARGE',
    message: `The input of the code is longer than ${longestInput} characters, so the code was not run.`,
    remedy: 'Hand the step only what it needs, or split the work.',
  });
