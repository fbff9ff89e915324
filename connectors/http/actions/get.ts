import { defineAction, type RestSettings } from '@penstock/connector-sdk';
import { z } from 'zod';
import { answerOutput, outputOf, system, type AnswerOutput } from '../exchange';
import { readAnswerFields, requestFields } from '../request-fields';

const input = z.strictObject({ ...requestFields, ...readAnswerFields });

export const get = defineAction<RestSettings, z.output<typeof input>, AnswerOutput>({
  id: 'get',
  version: 1,
  title: 'Read by HTTP',
  summary: 'GET: reads and changes nothing.',
  contract: { class: 'R' },
  input,
  output: answerOutput,
  sample: { status: 200, headers: { 'content-type': 'application/json' }, body: { id: 1001, total: '19.99' } },
  async run({ http, settings }, { path, query, headers, ...choice }) {
    const response = await http.send({ method: 'GET', url: path, timeoutMs: settings.timeoutSeconds * 1000, ...(query && { query }), ...(headers && { headers }) });
    return outputOf(response, choice, { ...system, writes: false, request: `GET ${path}` });
  },
});
