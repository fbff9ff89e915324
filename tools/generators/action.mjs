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
  constant,
  type,
  title,
}) => `import { ConnectorFailure, defineAction, type HttpResponse } from '@penstock/connector-sdk';
import { parseJson } from '@penstock/kernel';
import { z } from 'zod';

const input = z.strictObject({ id: z.string().min(1).meta({ title: 'ID' }) });
const output = z.looseObject({ id: z.string().meta({ title: 'ID' }) });
type ${type}Input = z.infer<typeof input>;
type ${type}Output = z.infer<typeof output>;

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

function outputFromApi({ status, body }: HttpResponse): ${type}Output {
  if (status === 200) return output.parse(parseJson(body));
  const isPassing = status === 429 || status >= 500;
  throw new ConnectorFailure({
    class: isPassing ? 'transient' : 'business',
    code: isPassing ? 'REMOTE_UNAVAILABLE' : 'RECORD_NOT_READ',
    message: \`The record could not be read: the remote side answered with status \${status}. Nothing was changed.\`,
    remoteCode: String(status),
  });
}
`;

const actionTest = ({
  id,
  constant,
  title,
}) => `import type { HttpClient, HttpRequest, HttpResponse } from '@penstock/connector-sdk';
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
`;
