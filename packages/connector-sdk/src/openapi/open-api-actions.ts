import { isJsonObject, stringifyJson, type Json, type JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { defineAction } from '../define';
import type { AnyAction, EffectContract, ReadContract } from '../definition';
import { ConnectorFailure } from '../failure';
import type { HttpRequest } from '../http';
import { readJsonAnswer, unexpectedAnswer, type AnswerReading } from '../read-answer';
import { isOwnedHeader, type RestSettings } from '../rest/rest-connection';
import { operationsOf, type ApiOperation, type ApiParameter } from './operations';
import { documentBudget, inlined, OpenApiRefused, type Budget } from './references';

/**
 * The typed actions of an API that describes itself by OpenAPI 3: a GET reads; everything else is class H until a person
 * who knows the API writes an effect contract, because a document says nothing of what happens twice.
 * @throws OpenApiRefused
 */
export function openApiActions(document: Json, { version = 1, ...reading }: OpenApiReading): readonly AnyAction[] {
  const described: Described = { document: document as JsonObject, budget: documentBudget() };
  return operationsOf(document).map((operation) => actionOf(operation, described, { ...reading, version }));
}

export interface OpenApiReading extends Pick<AnswerReading, 'system' | 'codePrefix'> {
  /** Of every action; the first when it is not given. */
  readonly version?: number;
}

interface Described {
  readonly document: JsonObject;
  readonly budget: Budget;
}

type Input = Readonly<Record<string, unknown>> & { readonly key?: string; readonly body?: unknown };

function actionOf(operation: ApiOperation, document: Described, { version, ...reading }: OpenApiReading & { readonly version: number }): AnyAction {
  const { id, title, summary, method, path } = operation;
  const answer = operation.answer ? schemaOf(document, operation.answer) : z.unknown();
  const asked: AnswerReading = { ...reading, writes: method !== 'GET', request: `${method} ${path}` };
  return defineAction<RestSettings, Input, { readonly body: unknown }>({
    id,
    version,
    title,
    summary,
    contract: contractOf(operation),
    input: inputOf(operation, document) as unknown as z.ZodType<Input>,
    output: z.strictObject({ body: z.unknown().meta({ title: 'Answer' }) }),
    sample: { body: null },
    async run({ http, settings }, input) {
      const response = await http.send({ ...requestOf(operation, input), timeoutMs: settings.timeoutSeconds * 1000 });
      const body = readJsonAnswer(response, asked);
      // A write that was answered is done, even when its answer is not as described.
      if (method === 'GET' && !answer.safeParse(body).success) throw unexpectedAnswer(response, asked, 'shape that its OpenAPI document describes');
      return { body };
    },
  });
}

const contractOf = ({ id, method }: ApiOperation): ReadContract | EffectContract<RestSettings, Input, { readonly body: unknown }> =>
  method === 'GET'
    ? { class: 'R' }
    : { class: 'H', kind: 'master-data', businessKey: ({ key }) => `${id}:${key ?? ''}`, visibilityLagMs: 0, maxProcessingMs: 300_000 };

function inputOf({ method, parameters, body }: ApiOperation, document: Described): z.ZodType {
  const fields: Record<string, z.ZodType> = {};
  if (method !== 'GET') fields.key = z.string().trim().min(1).max(200).meta({ title: 'Send once for', description: 'The business fact this request may be sent once for.' });
  for (const parameter of parameters.filter(isSettable)) {
    const schema = schemaOf(document, parameter.schema).meta({ title: parameter.name, ...(parameter.description && { description: parameter.description }) });
    fields[fieldName(parameter)] = parameter.required ? schema : schema.optional();
  }
  if (body) {
    const schema = schemaOf(document, body.schema).meta({ title: 'Body' });
    fields.body = body.required ? schema : schema.optional();
  }
  return z.strictObject(fields);
}

/** The sign-in and the transport belong to the connection. */
const isSettable = ({ name, place }: ApiParameter): boolean => place !== 'header' || !isOwnedHeader(name);

/** `key` and `body` are ours. */
const fieldName = ({ name }: ApiParameter): string => (name === 'key' || name === 'body' ? `${name}_` : name);

function requestOf({ method, path, parameters }: ApiOperation, input: Input): HttpRequest {
  const given = parameters.filter((parameter) => isSettable(parameter) && input[fieldName(parameter)] !== undefined);
  const valuesAt = (place: ApiParameter['place']) => Object.fromEntries(given.filter((parameter) => parameter.place === place).map((parameter) => [parameter.name, textOf(input[fieldName(parameter)])]));
  const inPath = valuesAt('path');
  return {
    method,
    url: path.replace(/\{([^}]+)\}/g, (_match, name: string) => pathSegment(inPath[name] ?? '')),
    query: valuesAt('query'),
    headers: valuesAt('header'),
    ...(input.body !== undefined && { json: input.body as Json }),
  };
}

/** A value that is `..` would climb out of its place, encoded or not; an empty one would name another resource. */
function pathSegment(text: string): string {
  if (!/^\.{0,2}$/.test(text)) return encodeURIComponent(text);
  throw new ConnectorFailure({
    class: 'config',
    code: 'OPENAPI_PATH_VALUE',
    message: `The value “${text}” cannot stand in the path of the request. Nothing was sent.`,
    remedy: 'Map a real id to this field.',
  });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : Array.isArray(value) ? value.map(textOf).join(',') : stringifyJson((value ?? null) as Json));

function schemaOf({ document, budget }: Described, schema: JsonObject): z.ZodType {
  const whole = inlined(document, schema, { budget });
  try {
    return z.fromJSONSchema((isJsonObject(whole) ? modern(whole) : {}) as Parameters<typeof z.fromJSONSchema>[0]);
  } catch (error) {
    throw new OpenApiRefused(`A schema of the document cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * OpenAPI 3.0 writes `nullable` where JSON Schema has a type `null`; its other words of its own say nothing about values.
 * Patterns are left to the remote side: whoever writes one can make a search that never ends.
 */
function modern(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(modern);
  if (!isJsonObject(schema)) return schema;
  const { nullable, example: _example, discriminator: _discriminator, xml: _xml, externalDocs: _docs, pattern: _pattern, patternProperties: _patterns, ...rest } = schema;
  const plain = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, modern(value)]));
  return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain;
}
