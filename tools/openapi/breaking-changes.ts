import { jsonSchemaOf, operationsOf, parametersOf, partOf, requiredOf, resolvedSchema, successOf, type Operation, type Part } from './api-description';

/**
 * What a program written against `before` would trip over: routes, fields of answers and parameters that are gone, and
 * what requests must say now. Added routes and fields are none.
 */
export function breakingChanges(before: unknown, after: unknown): string[] {
  const now = new Map(operationsOf(after).map((operation) => [operation.name, operation]));
  return operationsOf(before).flatMap((old) => {
    const current = now.get(old.name);
    if (!current) return [`${old.name} is gone`];
    return [...parameterChanges(old, current), ...requestChanges([before, old], [after, current]), ...answerChanges([before, old], [after, current])].map((change) => `${old.name}: ${change}`);
  });
}

type Side = readonly [description: unknown, operation: Operation];
const nameOf = (parameter: Part): string => String(parameter['name']);

function parameterChanges(old: Operation, current: Operation): string[] {
  const gone = parametersOf(old, 'query').filter((parameter) => !parametersOf(current, 'query').some((each) => nameOf(each) === nameOf(parameter)));
  const needed = parametersOf(current, 'query').filter((parameter) => parameter['required'] === true && !parametersOf(old, 'query').some((each) => nameOf(each) === nameOf(parameter) && each['required'] === true));
  return [...gone.map((parameter) => `the parameter ${nameOf(parameter)} is gone`), ...needed.map((parameter) => `the parameter ${nameOf(parameter)} must be given now`)];
}

function requestChanges([before, old]: Side, [after, current]: Side): string[] {
  const [was, is] = [resolvedSchema(before, jsonSchemaOf(old.said['requestBody'])), resolvedSchema(after, jsonSchemaOf(current.said['requestBody']))];
  const gone = Object.keys(partOf(was, 'properties')).filter((name) => !Object.hasOwn(partOf(is, 'properties'), name));
  const needed = requiredOf(is).filter((name) => !requiredOf(was).includes(name));
  return [...gone.map((name) => `the field ${name} of requests is gone`), ...needed.map((name) => `requests must say ${name} now`)];
}

function answerChanges([before, old]: Side, [after, current]: Side): string[] {
  return fieldsGone({ description: before, schema: jsonSchemaOf(successOf(old)) }, { description: after, schema: jsonSchemaOf(successOf(current)) }).map((path) => `the field ${path} of answers is gone or of another type`);
}

interface Place {
  readonly description: unknown;
  readonly schema: Part;
}
/** Deep enough for every answer; schemas that hold themselves end there. */
const mostLevels = 6;

function fieldsGone(was: Place, is: Place, level = 0): string[] {
  const [old, current] = [resolvedSchema(was.description, was.schema), resolvedSchema(is.description, is.schema)];
  if (level > mostLevels) return [];
  const [oldFields, fields] = [partOf(old, 'properties'), partOf(current, 'properties')];
  const own = Object.keys(oldFields).flatMap((name) => {
    if (!Object.hasOwn(fields, name)) return [name];
    const [before, after] = [partOf(oldFields[name]), partOf(fields[name])];
    if (JSON.stringify(typeOf(was.description, before)) !== JSON.stringify(typeOf(is.description, after))) return [name];
    return fieldsGone({ ...was, schema: before }, { ...is, schema: after }, level + 1).map((path) => `${name}.${path}`);
  });
  if (Object.keys(partOf(old, 'items')).length === 0) return own;
  return [...own, ...fieldsGone({ ...was, schema: partOf(old, 'items') }, { ...is, schema: partOf(current, 'items') }, level + 1)];
}

const typeOf = (description: unknown, schema: Part): unknown => resolvedSchema(description, schema)['type'] ?? null;
