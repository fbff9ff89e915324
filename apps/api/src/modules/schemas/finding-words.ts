import type { SchemaKind } from '@penstock/contracts';
import type { SchemaChange, UsePlace } from '@penstock/flow-model';

export interface FindingWords {
  readonly message: string;
  readonly advice: string;
}

interface Found {
  readonly kind: SchemaKind;
  readonly title: string;
  readonly change: SchemaChange;
  readonly places: readonly UsePlace[];
}

/** What happened, who feels it, what it means for the money, and what to do: in the words of people who keep the books. */
export function findingWords({ kind, title, change, places }: Found): FindingWords {
  const where = kind === 'observed' ? `what “${title}” brings` : `“${title}”`;
  return { message: `${happened(change, where)} ${felt(change, places)}`, advice: adviceOn(change, places) };
}

/** No mapping reads it: the step calls it by its name, or the connection does, as a service map. */
const byHand = 'No mapping names it: the connection or a fixed setting of the step does. Correct the name there, and test the connection.';

function happened(change: SchemaChange, where: string): string {
  switch (change.kind) {
    case 'removed':
      return `The field “${change.path}” is gone from ${where}.`;
    case 'optional':
      return `The field “${change.path}” of ${where} may be missing or empty now.`;
    case 'type':
      return `The field “${change.path}” of ${where} was ${change.before} and is ${change.now} now.`;
    case 'values':
      return `The field “${change.path}” of ${where} has ${change.values.length === 1 ? 'a new value' : 'new values'}: ${change.values.join(', ')}.`;
    case 'required':
      return `The field “${change.path}” of ${where} must be given now.`;
  }
}

function felt(change: SchemaChange, places: readonly UsePlace[]): string {
  const flows = new Set(places.map(({ flowId }) => flowId)).size;
  if (flows === 0) return 'No flow in use feels it any more.';
  const who = flows === 1 ? `The flow “${places[0]?.flowName ?? ''}”` : `${flows} flows`;
  const [does, have, stop] = flows === 1 ? ['uses', 'has', 'needs'] : ['use', 'have', 'need'];
  if (change.kind === 'values') return `${who} ${have} no row for ${change.values.length === 1 ? 'it' : 'them'}: a run that meets one stops before it posts or charges and ${stop} a person.`;
  if (change.kind === 'required') return `${who} ${have} no rule for it: the next call may be refused, and nothing is posted by it.`;
  return `${who} ${does} it: a run that does not find what it needs stops before it posts or charges.`;
}

function adviceOn(change: SchemaChange, places: readonly UsePlace[]): string {
  if (places.length > 0 && places.every(({ target, setting }) => target === undefined && setting === undefined)) return byHand;
  switch (change.kind) {
    case 'removed':
      return 'Open the rule and choose the field that took its place. The rule stays as it is until you do.';
    case 'optional':
      return 'Open the rule and say what becomes of a missing value: a default, or leave the target out.';
    case 'type':
      return 'Open the rule, look at its value on recent records, and convert it where that is needed.';
    case 'values':
      return 'Add a row for it to the value table, or say what becomes of values without a row.';
    case 'required':
      return 'Open the step and map a field to it, or give it a fixed value.';
  }
}
