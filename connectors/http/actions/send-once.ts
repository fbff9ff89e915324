import { defineAction, type RestSettings } from '@penstock/connector-sdk';
import { z } from 'zod';
import { answerOutput, outputOf, system, type AnswerOutput } from '../exchange';
import { bodyFields, bodyOf, hasOneBody, requestFields, writeAnswerFields } from '../request-fields';

const input = z
  .strictObject({
    key: z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]{1,200}$/, 'Printable characters without spaces')
      .meta({ title: 'Idempotency key', description: 'The business fact, the same on every try, e.g. ship:WEB-1001. It is sent in the header below.' }),
    keyHeader: z.enum(['Idempotency-Key', 'X-Idempotency-Key', 'X-Request-Id', 'Request-Id']).default('Idempotency-Key').meta({ title: 'Header of the key' }),
    ...bodyFields,
    ...requestFields,
    ...writeAnswerFields,
  })
  .refine(hasOneBody, { path: ['bodyKind'], message: 'Fill in the chosen body, and no other' });

/** The builder vouches that the remote system does a request of the same key once. */
export const sendOnce = defineAction<RestSettings, z.output<typeof input>, AnswerOutput>({
  id: 'send-once',
  version: 1,
  title: 'Send once, by idempotency key',
  summary: 'For systems that do a request of the same key once: a lost answer is cured by sending it again.',
  contract: { class: 'I', kind: 'message', businessKey: ({ key }) => key, visibilityLagMs: 0, maxProcessingMs: 300_000 },
  input,
  output: answerOutput,
  sample: { status: 201, headers: { 'content-type': 'application/json' }, body: { id: 1001 } },
  async run({ http, settings }, { key, keyHeader, method, path, query, headers, readAs, maxKilobytes, ...body }) {
    const response = await http.send({
      method,
      url: path,
      timeoutMs: settings.timeoutSeconds * 1000,
      headers: { ...headers, [keyHeader]: key },
      ...(query && { query }),
      ...bodyOf(body),
    });
    return outputOf(response, { readAs, maxKilobytes }, { ...system, writes: true, request: `${method} ${path}` });
  },
});
