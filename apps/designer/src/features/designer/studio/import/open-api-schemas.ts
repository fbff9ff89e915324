import { isJsonObject, type Json, type JsonObject } from '@penstock/kernel';
import { listOf, recordOf, relinked, type NamedSchema } from './json-parts';

const methods = ['get', 'put', 'post', 'patch', 'delete'];

/** What an OpenAPI (or Swagger) document describes: its components, then what its operations take and answer. */
export function openApiSchemas(document: JsonObject): readonly NamedSchema[] {
  const components = recordOf(recordOf(document['components'])['schemas'] ?? document['definitions']);
  const defs = relinked(components);
  const named = (name: string, schema: Json | undefined): readonly NamedSchema[] =>
    isJsonObject(schema) ? [{ name, schema: { ...recordOf(relinked(schema)), $defs: defs } }] : [];
  const operations = Object.entries(recordOf(document['paths'])).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = recordOf(recordOf(item)[method]);
      const name = `${method.toUpperCase()} ${path}`;
      return [
        ...named(`${name} · request`, requestOf(operation)),
        ...named(`${name} · answer`, answerOf(operation)),
      ];
    }),
  );
  return [...Object.entries(components).flatMap(([name, schema]) => named(name, schema)), ...operations];
}

function requestOf(operation: JsonObject): Json | undefined {
  const body = listOf(operation['parameters']).map(recordOf).find((parameter) => parameter['in'] === 'body');
  return body?.['schema'] ?? contentOf(operation['requestBody']);
}

/** Of the first success that says what it answers. */
function answerOf(operation: JsonObject): Json | undefined {
  const successes = Object.entries(recordOf(operation['responses'])).filter(([status]) => /^2/.test(status));
  for (const [, response] of successes) {
    const schema = recordOf(response)['schema'] ?? contentOf(response);
    if (isJsonObject(schema)) return schema;
  }
  return undefined;
}

function contentOf(body: Json | undefined): Json | undefined {
  const content = recordOf(recordOf(body)['content']);
  const type = Object.keys(content).find((each) => /\bjson\b/.test(each));
  return type === undefined ? undefined : recordOf(content[type])['schema'];
}
