import { operationsOf, parametersOf, partOf, type Part } from './api-description';

/** Words of OpenAPI 3.0 that 3.1 does not know any more, or gives another form. */
const formerWords = ['nullable', 'x-nullable'];
const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/** What makes a description no valid OpenAPI 3.1, each with its place; a rule of the specification per line. */
export function ruleBreaches(description: unknown): string[] {
  const operations = operationsOf(description);
  const ids = operations.map(({ said }) => said['operationId']);
  return [
    ...(/^3\.1\.\d+$/.test(String(partOf(description)['openapi'])) ? [] : ['openapi is not 3.1.x']),
    ...(['title', 'version'].every((name) => typeof partOf(description, 'info')[name] === 'string') ? [] : ['info has no title or no version']),
    ...ids.filter((id, index) => typeof id !== 'string' || ids.indexOf(id) !== index).map((id) => `operationId ${String(id)} is not unique`),
    ...operations.flatMap((operation) => [...pathBreaches(operation.path, parametersOf(operation, 'path'), operation.name), ...responseBreaches(operation.name, operation.said), ...securityBreaches(description, operation.said)]),
    ...securityBreaches(description, partOf(description)),
    ...schemaBreaches(description, description, '#'),
  ];
}

function pathBreaches(path: string, parameters: readonly Part[], name: string): string[] {
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, parameter]) => parameter);
  const declared = parameters.map((parameter) => String(parameter['name']));
  return [
    ...inPath.filter((parameter) => !declared.includes(String(parameter))).map((parameter) => `${name} does not declare {${String(parameter)}}`),
    ...parameters.filter((parameter) => !inPath.includes(String(parameter['name'])) || parameter['required'] !== true).map((parameter) => `${name} declares {${String(parameter['name'])}}, which is not in its path or not required`),
  ];
}

function responseBreaches(name: string, said: Part): string[] {
  const responses = Object.entries(partOf(said, 'responses'));
  return [
    ...(responses.length === 0 ? [`${name} has no responses`] : []),
    ...responses.filter(([status, response]) => !/^([1-5]\d\d|[1-5]XX|default)$/.test(status) || typeof partOf(response)['description'] !== 'string').map(([status]) => `${name} ${status} is no response with a description`),
  ];
}

function securityBreaches(description: unknown, holder: Part): string[] {
  const wanted = (Array.isArray(holder['security']) ? holder['security'] : []) as Part[];
  return wanted.flatMap((each) => Object.keys(each)).filter((name) => !Object.hasOwn(partOf(description, 'components', 'securitySchemes'), name)).map((name) => `security scheme ${name} is not defined`);
}

function schemaBreaches(description: unknown, value: unknown, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => schemaBreaches(description, item, `${at}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  const part = value as Part;
  const found: string[] = [];
  const reference = part['$ref'];
  if (typeof reference === 'string' && !isThere(description, reference)) found.push(`${at} refers to ${reference}, which is not there`);
  const isNamed = /\/(properties|schemas|patternProperties|\$defs)$/.test(at);
  if (!isNamed && 'type' in part && isSchemaPlace(at) && [part['type']].flat().some((type) => !types.includes(String(type)))) found.push(`${at} has the type ${String(part['type'])}`);
  if (!isNamed) found.push(...formerWords.filter((word) => word in part).map((word) => `${at} says ${word}`));
  return [...found, ...Object.entries(part).flatMap(([name, member]) => schemaBreaches(description, member, `${at}/${name.replaceAll('/', '~1')}`))];
}

const isSchemaPlace = (at: string): boolean => /\/(schema|schemas\/[^/]+)(\/|$)/.test(at) && !/\/(default|const|enum|example|examples)(\/|$)/.test(at);

const isThere = (description: unknown, reference: string): boolean =>
  reference.startsWith('#/') && Object.keys(partOf(description, ...reference.slice(2).split('/'))).length > 0;
