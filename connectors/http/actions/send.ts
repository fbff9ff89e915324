import { defineAction, type RestSettings } from '@penstock/connector-sdk';
import { z } from 'zod';
import { answerOutput, outputOf, system, type AnswerOutput } from '../exchange';
import { bodyFields, bodyOf, hasOneBody, requestFields, writeAnswerFields } from '../request-fields';

const input = z
  .strictObject({
    key: z.string().trim().min(1).max(200).meta({ title: 'Send once for', description: 'The business fact this request may be sent once for, e.g. ship:WEB-1001.' }),
    ...bodyFields,
    ...requestFields,
    ...writeAnswerFields,
  })
  .refine(hasOneBody, { path: ['bodyKind'], message: 'Fill in the chosen body, and no other' });

/** Nothing is known of the remote system: what was sent cannot be looked up, and must not be repeated. */
export const send = defineAction<RestSettings, z.output<typeof input>, AnswerOutput>({
  id: 'send',
  version: 1,
  title: 'Send a request',
  summary: 'POST, PUT, PATCH or DELETE. When the answer is lost, a person decides what happened.',
  contract: { class: 'H', kind: 'master-data', businessKey: ({ key }) => key, visibilityLagMs: 0, maxProcessingMs: 300_000 },
  input,
  output: answerOutput,
  sample: { status: 201, headers: { 'content-type': 'application/json' }, body: { id: 1001 } },
  async run({ http, settings }, { key: _key, method, path, query, headers, readAs, maxKilobytes, ...body }) {
    const response = await http.send({
      method,
      url: path,
      timeoutMs: settings.timeoutSeconds * 1000,
      ...(query && { query }),
      ...(headers && { headers }),
      ...bodyOf(body),
    });
    return outputOf(response, { readAs, maxKilobytes }, { ...system, writes: true, request: `${method} ${path}` });
  },
});
