import { isJsonObject, type Json, type JsonObject } from '@penstock/kernel';
import { OpenApiRefused, resolved } from './references';

/** One operation of an OpenAPI 3 document as data: everything an action is made of. */
export interface ApiOperation {
  /** Kebab case, unique in the document. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters in braces: `/orders/{id}`. */
  readonly path: string;
  readonly parameters: readonly ApiParameter[];
  /** JSON Schema of a JSON body; absent when the operation takes none. */
  readonly body?: { readonly schema: JsonObject; readonly required: boolean };
  /** JSON Schema of the answer of the first 2xx; absent when it is not described. */
  readonly answer?: JsonObject;
}

export interface ApiParameter {
  readonly name: string;
  readonly place: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonObject;
  readonly description: string;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** @throws OpenApiRefused when it is no OpenAPI 3 document, or a part of it cannot be resolved inside it. Nothing is fetched (S11). */
export function operationsOf(document: Json): readonly ApiOperation[] {
  if (!isJsonObject(document) || typeof document.openapi !== 'string' || !/^3\.[01]\./.test(document.openapi)) {
    throw new OpenApiRefused('This is no OpenAPI 3.0 or 3.1 document in JSON.');
  }
  const { paths } = document;
  if (!isJsonObject(paths)) throw new OpenApiRefused('The document describes no paths.');
  const operations = Object.entries(paths).flatMap(([path, item]) => operationsAt(path, resolved(document, item), document));
  return withUniqueIds(operations);
}

function operationsAt(path: string, item: Json, document: JsonObject): readonly ApiOperation[] {
  if (!isJsonObject(item)) return [];
  return methods.flatMap((method) => {
    const operation = item[method];
    return isJsonObject(operation) ? [operationOf({ path, method, item, operation }, document)] : [];
  });
}

interface Described {
  readonly path: string;
  readonly method: (typeof methods)[number];
  readonly item: JsonObject;
  readonly operation: JsonObject;
}

function operationOf({ path, method, item, operation }: Described, document: JsonObject): ApiOperation {
  const named = textOf(operation.operationId) || `${method} ${path}`;
  const body = jsonContent(resolved(document, operation.requestBody ?? null));
  const answer = answerOf(operation, document);
  const isRequired = isJsonObject(operation.requestBody) && operation.requestBody.required === true;
  return {
    id: kebabCase(named),
    title: textOf(operation.summary) || named,
    summary: (textOf(operation.description) || textOf(operation.summary) || `${method.toUpperCase()} ${path}`).split('\n')[0] ?? '',
    method: method.toUpperCase() as ApiOperation['method'],
    path,
    parameters: parametersOf(item, operation, document),
    ...(body && { body: { schema: body, required: isRequired } }),
    ...(answer && { answer }),
  };
}

/** Those of the operation stand before those of its path; cookies belong to browsers. */
function parametersOf(item: JsonObject, operation: JsonObject, document: JsonObject): readonly ApiParameter[] {
  const described = [...listOf(operation.parameters), ...listOf(item.parameters)].map((entry) => resolved(document, entry)).filter(isJsonObject);
  const parameters = described.flatMap((parameter): ApiParameter[] => {
    const place = textOf(parameter.in);
    if (place !== 'path' && place !== 'query' && place !== 'header') return [];
    const schema = isJsonObject(parameter.schema) ? parameter.schema : { type: 'string' };
    return [{ name: textOf(parameter.name), place, required: place === 'path' || parameter.required === true, schema, description: textOf(parameter.description) }];
  });
  return parameters.filter(({ name, place }, index) => parameters.findIndex((other) => other.name === name && other.place === place) === index);
}

function answerOf(operation: JsonObject, document: JsonObject): JsonObject | undefined {
  const responses = isJsonObject(operation.responses) ? operation.responses : {};
  const success = Object.keys(responses).find((status) => /^2(\d\d|XX)$/.test(status));
  return success === undefined ? undefined : jsonContent(resolved(document, responses[success] ?? null));
}

function jsonContent(described: Json): JsonObject | undefined {
  const content = isJsonObject(described) && isJsonObject(described.content) ? described.content : {};
  const media = Object.entries(content).find(([type]) => /[/+]json\b/.test(type))?.[1];
  return isJsonObject(media) && isJsonObject(media.schema) ? media.schema : undefined;
}

function withUniqueIds(operations: readonly ApiOperation[]): readonly ApiOperation[] {
  const taken = new Map<string, number>();
  return operations.map((operation) => {
    const count = (taken.get(operation.id) ?? 0) + 1;
    taken.set(operation.id, count);
    return count === 1 ? operation : { ...operation, id: `${operation.id}-${count}` };
  });
}

const kebabCase = (text: string): string =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : '');
const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
