import type { Json, JsonObject } from '@penstock/kernel';
import { digestOf, type ServiceElement } from '../definition';
import type { MappedDocument } from '../mapped-services';
import { documentHints, type PartHint, type RoleHint } from './document-hints';

export interface Proposal {
  /** As the service map takes it; what could not be recognised is left out. */
  readonly map: JsonObject;
  /** Required names that no field was recognised for: a person has to choose them. */
  readonly missing: readonly string[];
}

/** Proposes how a window posts a document, from its definition. It is a proposal: one posting in the test company decides. */
export function proposeService(
  document: MappedDocument,
  service: string,
  elements: readonly ServiceElement[],
): Proposal {
  const parts = documentHints[document].parts.map((part) => ({ part, match: bestElement(part, elements) }));
  const map: Record<string, Json> = { service, definitionDigest: digestOf(elements) };
  const missing: string[] = [];
  for (const { part, match } of parts) {
    if (match) map[part.part] = partToMap(match);
    if (!match && part.optional === true) continue;
    const found = match?.fields ?? {};
    missing.push(
      ...part.roles
        .filter(({ role, required }) => required && !(role in found))
        .map(({ title }) => `${part.part}: ${title}`),
    );
  }
  return { map, missing };
}

interface ElementMatch {
  readonly element: ServiceElement;
  readonly fields: Readonly<Record<string, string>>;
}

/** The element that has most of the required fields, then most of all; undefined when none has any required one. */
function bestElement(part: PartHint, elements: readonly ServiceElement[]): ElementMatch | undefined {
  const required = new Set(part.roles.filter((role) => role.required).map(({ role }) => role));
  const scored = elements
    .map((element) => ({ element, fields: recognised(part.roles, element.fields) }))
    .map((match) => {
      const roles = Object.keys(match.fields);
      const needed = roles.filter((role) => required.has(role)).length;
      return { match, needed, score: needed * 100 + roles.length * 2 + (match.element.type === part.type ? 1 : 0) };
    })
    .filter(({ needed, match }) => needed > 0 && match.element.type === part.type)
    .sort((left, right) => right.score - left.score);
  return scored[0]?.match;
}

function recognised(roles: readonly RoleHint[], fields: readonly string[]): Readonly<Record<string, string>> {
  const byRole: Record<string, string> = {};
  for (const { role, names } of roles) {
    const field = names.find((name) => fields.includes(name));
    if (field !== undefined) byRole[role] = field;
  }
  return byRole;
}

const partToMap = ({ element, fields }: ElementMatch): JsonObject => ({
  element: element.name,
  type: element.type,
  // A list without its declared keys loses rows that look alike; a form opens a new record without them.
  keys: element.type === 'List' ? element.keys : [],
  fields,
});

/** Whether a window or service by that name is likely to post the document. */
export function soundsLike(document: MappedDocument, ...names: readonly string[]): boolean {
  const text = names.join(' ').toLowerCase();
  return documentHints[document].words.some((words) => words.every((word) => text.includes(word)));
}
