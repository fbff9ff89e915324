import { isJsonObject, PenstockError, type Json, type JsonObject } from '@penstock/kernel';

export class OpenApiRefused extends PenstockError<'OPENAPI_REFUSED'> {
  constructor(message: string) {
    super('OPENAPI_REFUSED', message);
  }
}

const longestChain = 20;

/** What a `$ref` inside the document stands for; other values are themselves. @throws OpenApiRefused for references to elsewhere. */
export function resolved(document: JsonObject, value: Json): Json {
  let current = value;
  for (let step = 0; isJsonObject(current) && typeof current.$ref === 'string'; step += 1) {
    if (step > longestChain) throw new OpenApiRefused(`The reference ${current.$ref} leads in a circle.`);
    current = target(document, current.$ref);
  }
  return current;
}

function target(document: JsonObject, reference: string): Json {
  if (!reference.startsWith('#/')) throw new OpenApiRefused(`The reference ${reference} leads out of the document. Bundle it into one file.`);
  let current: Json = document;
  for (const part of reference.slice(2).split('/')) {
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    const next: Json | undefined = isJsonObject(current) && Object.hasOwn(current, name) ? current[name] : undefined;
    if (next === undefined) throw new OpenApiRefused(`The reference ${reference} leads to nothing.`);
    current = next;
  }
  return current;
}

/** How many values may still be written out; shared by all schemas of a document, because a few references can stand for billions. */
export interface Budget {
  left: number;
}
export const documentBudget = (): Budget => ({ left: 300_000 });

/**
 * A schema with all its references in place, for a reader that knows no document. A type that contains itself becomes
 * "anything" where it would begin again. @throws OpenApiRefused when the budget is used up.
 */
export function inlined(document: JsonObject, schema: Json, { budget, open = [] }: { readonly budget: Budget; readonly open?: readonly string[] }): Json {
  budget.left -= 1;
  if (budget.left < 0) throw new OpenApiRefused('Written out, the schemas of the document are too large. Import fewer operations at a time.');
  if (Array.isArray(schema)) return schema.map((item: Json) => inlined(document, item, { budget, open }));
  if (!isJsonObject(schema)) return schema;
  const { $ref } = schema;
  if (typeof $ref === 'string') return open.includes($ref) ? {} : inlined(document, target(document, $ref), { budget, open: [...open, $ref] });
  return Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, inlined(document, value, { budget, open })]));
}
