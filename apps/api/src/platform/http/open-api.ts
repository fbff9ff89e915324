import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { problem, wholeListQuery } from '@penstock/contracts';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { z } from 'zod';
import { assertEveryRouteIsGuarded, type GuardedRoute } from '../auth/assert-every-route-is-guarded';

const description =
  'Everything the designer does. Sign in with a session cookie and its csrf token, or send an API key as a Bearer token. ' +
  'Errors are application/problem+json with a stable code; lists are cursor-paged; a POST with an Idempotency-Key happens once.';

export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setTitle('Penstock')
    .setDescription(description)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'apiKey')
    .addCookieAuth('penstock_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .addSecurityRequirements('apiKey')
    .addSecurityRequirements('session')
    .build();
  const document = cleanupOpenApiDoc(SwaggerModule.createDocument(app, frame), { version: '3.1' });
  return withCommonParts(document, assertEveryRouteIsGuarded(app));
}

/** The page's scripts and styles come from this origin: nothing is loaded from elsewhere. */
export function serveOpenApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'api/v1/openapi.json',
    yamlDocumentUrl: 'api/v1/openapi.yaml',
    customSiteTitle: 'Penstock API',
  });
}

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Schemas[string];

/** Parts of a schema that it holds under its own $defs became schemas of the document; inside of tuples they are still named the former way. */
function withLocalReferences(schemas: Schemas): Schemas {
  const names = Object.keys(schemas);
  const mended = Object.entries(schemas).map(([name, schema]) => {
    const owner = name.replace(/__schema\d+(_Output)?$/, '');
    const text = JSON.stringify(schema).replace(/"#\/\$defs\/(\w+)"/g, (_, part: string) => `"#/components/schemas/${names.find((each) => each === `${owner}${part}` || each === `${owner}${part}_Output`) ?? part}"`);
    return [name, JSON.parse(text) as Schema] as const;
  });
  return Object.fromEntries(mended);
}

const schemaOf = (schema: z.ZodType): Schema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'output' });
  return rest as Schema;
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key for the same request happens once; a repeat gets the first answer.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
} as const;

const refusal = {
  description: 'Refused: nothing was changed unless the detail says so. 429 and 503 come with Retry-After.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** What holds for every route and is said in one place: refusals, keys of repeats, pages of lists, open routes. */
function withCommonParts(document: OpenAPIObject, routes: readonly GuardedRoute[]): OpenAPIObject {
  const open = new Set(routes.filter(({ isPublic }) => isPublic).map(({ name }) => name.replace('.', '_')));
  const schemas: Record<string, Schema> = { ...withLocalReferences(document.components?.schemas as Schemas), Problem: schemaOf(problem) } as Record<string, Schema>;
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const operations = Object.entries(item as Readonly<Record<string, Operation>>).map(([method, operation]) => {
      const isPublic = open.has(operation.operationId ?? '');
      const more = [...(method === 'post' && !isPublic ? [idempotencyKey] : []), ...pagePartsMissing(operation, schemas)];
      return [
        method,
        { ...operation, ...(isPublic && { security: [] }), parameters: [...(operation.parameters ?? []), ...more], responses: { ...operation.responses, default: refusal } },
      ] as const;
    });
    return [path, Object.fromEntries(operations) as PathItem] as const;
  });
  return { ...document, paths: Object.fromEntries(paths), components: { ...document.components, schemas } };
}

/** Lists that come whole are paged by an interceptor, which their controllers know nothing of. */
function pagePartsMissing(operation: Operation, schemas: Readonly<Record<string, Schema>>): object[] {
  const names = (operation.parameters ?? []).map((parameter) => ('name' in parameter ? parameter.name : ''));
  if (!isList(operation, schemas) || names.includes('cursor')) return [];
  const { properties } = schemaOf(wholeListQuery) as { properties: Record<string, Schema> };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

function isList({ responses }: Operation, schemas: Readonly<Record<string, Schema>>): boolean {
  const answer = JSON.stringify(responses['200'] ?? {});
  const name = /#\/components\/schemas\/([^"]+)"/.exec(answer)?.[1];
  const properties = name === undefined ? undefined : (schemas[name] as { properties?: object }).properties;
  return properties !== undefined && 'nextCursor' in properties;
}
