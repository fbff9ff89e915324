import { dateFunctions } from './date-functions';
import type { FunctionDefinition, FunctionWords } from './definition';
import { forms, type Form } from './forms';
import { listFunctions } from './list-functions';
import { numberFunctions } from './number-functions';
import { patternFunctions } from './pattern-functions';
import { textFunctions } from './text-functions';

export type Callable = { readonly form: Form } | { readonly definition: FunctionDefinition };

const definitions: readonly FunctionDefinition[] = [
  ...textFunctions,
  ...patternFunctions,
  ...numberFunctions,
  ...dateFunctions,
  ...listFunctions,
];

/** Every function a formula may call, in the order help shows them. A closed list: nothing else can be reached. */
export const formulaFunctions: readonly FunctionWords[] = [...forms, ...definitions];

const namesOf = ({ name, aliases = [] }: FunctionWords): readonly string[] => [name, ...aliases];
const byName = new Map<string, Callable>([
  ...forms.flatMap((form) => namesOf(form).map((name) => [name.toLowerCase(), { form }] as const)),
  ...definitions.flatMap((definition) =>
    namesOf(definition).map((name) => [name.toLowerCase(), { definition }] as const),
  ),
]);

/** Capital and small letters count as the same, as in spreadsheets. */
export const findFunction = (name: string): Callable | undefined => byName.get(name.toLowerCase());

export const wordsOf = (callable: Callable): FunctionWords =>
  'form' in callable ? callable.form : callable.definition;

/** `ROUND(number, digits?, mode?)`, with the place of each parameter in it. */
export function signatureOf({ name, parameters }: FunctionWords): {
  readonly label: string;
  readonly places: readonly { start: number; end: number }[];
} {
  let label = `${name}(`;
  const places = parameters.map((parameter, index) => {
    if (index > 0) label += ', ';
    const start = label.length;
    label += parameter.name + (parameter.many ? ', …' : '') + (parameter.optional ? '?' : '');
    return { start, end: label.length };
  });
  return { label: `${label})`, places };
}
