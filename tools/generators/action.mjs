import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadRequest, camelCase, pascalCase, requireId, titleOf } from './names.mjs';
import { withImport, withListEntry } from './source-edit.mjs';
import { writeNewFiles } from './write-new.mjs';

/** A reading action with its test, registered in the connector. A write starts from it by declaring its effect contract. */
export function generateAction(root, wantedConnector, wantedId) {
  const connector = requireId(wantedConnector, 'The connector’s id');
  const id = requireId(wantedId, 'The action’s id');
  const index = registrationFile(root, connector);
  const registered = withListEntry(readFileSync(join(root, index), 'utf8'), 'actions', camelCase(id));
  const names = { id, connector, constant: camelCase(id), type: pascalCase(id), title: titleOf(id) };
  const written = writeNewFiles(root, {
    [`connectors/${connector}/actions/${id}.ts`]: action(names),
    [`connectors/${connector}/actions/${id}.test.ts`]: actionTest(names),
  });
  writeFileSync(join(root, index), withImport(registered, { name: camelCase(id), from: `./actions/${id}` }));
  return [...written, index];
}

function registrationFile(root, connector) {
  const candidates = ['index.ts', 'definition.ts'].map((name) => `connectors/${connector}/${name}`);
  const found = candidates.find(
    (path) => existsSync(join(root, path)) && /\bactions: \[/.test(readFileSync(join(root, path), 'utf8')),
  );
  if (found) return found;
  throw new BadRequest(
    `There is no connector "${connector}". Make it first: npm run generate -- connector ${connector}`,
  );
}

const action = ({
  id,
  connector,
  constant,
  type,
  title,
}) => `import { defineAction, readJsonAnswer, unexpectedAnswer, type AnswerReading, type HttpResponse } from '@penstock/connector-sdk';
import { z } from 'zod';

const input = z.strictObject({ id: z.string().min(1).meta({ title: 'ID' }) });
const output = z.looseObject({ id: z.string().meta({ title: 'ID' }) });
type ${type}Input = z.infer<typeof input>;
type ${type}Output = z.infer<typeof output>;

const reading: AnswerReading = { system: '${titleOf(connector)}', codePrefix: '${connector.replaceAll('-', '_').toUpperCase()}', writes: false, request: 'GET /${id}' };

export const ${constant} = defineAction<unknown, ${type}Input, ${type}Output>({
  id: '${id}',
  version: 1,
  title: '${title}',
  summary: 'Reads one record by its id; moves nothing.',
  contract: { class: 'R' },
  input,
  output,
  sample: { id: 'A-1' },
  async run({ http }, record) {
    return outputFromApi(await http.send({ method: 'GET', url: \`/${id}/\${encodeURIComponent(record.id)}\` }));
  },
});

function outputFromApi(response: HttpResponse): ${type}Output {
  const answer = output.safeParse(readJsonAnswer(response, reading));
  if (answer.success) return answer.data;
  throw unexpectedAnswer(response, reading, 'id');
}
`;

const actionTest = ({
  id,
  constant,
  title,
}) => `import { defineConnector, type HttpClient, type HttpRequest, type HttpResponse } from '@penstock/connector-sdk';
import { testStrangeAnswers } from '@penstock/connector-sdk/testing';
import { manualClock } from '@penstock/kernel';
import { ${constant} } from './${id}';

function remoteAnswering(answer: Pick<HttpResponse, 'status' | 'body'>) {
  const asked: HttpRequest[] = [];
  const http: HttpClient = {
    send: (request) => {
      asked.push(request);
      return Promise.resolve({ headers: {}, ...answer });
    },
  };
  return { asked, context: { http, settings: {}, clock: manualClock(0) } };
}

describe('${title}', () => {
  test('asks for the record by its id and answers with it', async () => {
    const remote = remoteAnswering({ status: 200, body: '{"id":"A/1"}' });

    const record = await ${constant}.run(remote.context, { id: 'A/1' });

    expect(record).toEqual({ id: 'A/1' });
    expect(remote.asked).toEqual([{ method: 'GET', url: '/${id}/A%2F1' }]);
  });

  test.each([
    { status: 503, failureClass: 'transient' },
    { status: 404, failureClass: 'business' },
  ])('fails as $failureClass when the answer is $status', async ({ status, failureClass }) => {
    const remote = remoteAnswering({ status, body: '' });

    const attempt = ${constant}.run(remote.context, { id: 'A-1' });

    await expect(attempt).rejects.toMatchObject({ details: { class: failureClass, remoteCode: String(status) } });
  });
});

const alone = defineConnector({ id: 'alone', title: 'Alone', summary: '', category: 'general', mark: '', apiRevision: '', actions: [${constant}], triggers: [] });
testStrangeAnswers({ connector: alone, settings: () => ({}), inputs: { '${id}': { id: 'A-1' } }, clock: manualClock(0) });
`;
