import type { FieldReading } from '../read-field';
import type { TransformProposal } from './transform-proposal';

interface Recipe {
  /** The concept the target must be about. */
  readonly target: string;
  /** The concepts of its sources, in order; the first two must be there. */
  readonly sources: readonly string[];
  readonly steps: TransformProposal['steps'];
  readonly summary: string;
  /** The target must not name any of these itself. */
  readonly unless: readonly string[];
}

const concat = (separator: string): TransformProposal['steps'] => [{ op: 'concat', args: { separator } }];

/** Targets that take what the other side keeps in several fields. */
const recipes: readonly Recipe[] = [
  {
    target: 'name',
    sources: ['first-name', 'middle-name', 'last-name'],
    steps: concat(' '),
    summary: 'puts first and last name together',
    unless: ['first-name', 'last-name', 'middle-name'],
  },
  {
    target: 'card-holder',
    sources: ['first-name', 'middle-name', 'last-name'],
    steps: concat(' '),
    summary: 'puts first and last name together',
    unless: [],
  },
  {
    target: 'expiry',
    sources: ['month', 'year'],
    steps: [{ op: 'template', args: { text: '{month}/{year}', missing: 'omit' } }],
    summary: 'puts month and year together',
    unless: ['month', 'year'],
  },
  {
    target: 'address',
    sources: ['street', 'street-2', 'street-3'],
    steps: concat(', '),
    summary: 'puts the address lines together',
    unless: ['street', 'street-2', 'street-3'],
  },
  {
    target: 'time',
    sources: ['date', 'time'],
    steps: concat('T'),
    summary: 'puts date and time of day together',
    unless: [],
  },
];

/** One rule with several sources, where the paired source is one part of what the target wants whole. */
export function sourcesTogether(
  source: FieldReading,
  target: FieldReading,
  sources: readonly FieldReading[],
): TransformProposal | undefined {
  for (const recipe of recipes) {
    if (!target.core.includes(recipe.target) || recipe.unless.some((term) => target.core.includes(term))) continue;
    const own = recipe.sources.find((concept) => partOf(source) === concept);
    if (!own) continue;
    const parts = recipe.sources.map((concept) => ({ concept, field: neighbourOf(source, sources, concept) }));
    const found = parts.filter(({ field }) => field !== undefined) as { concept: string; field: FieldReading }[];
    const needed = recipe.sources.filter((concept) => !optional.has(concept));
    if (found.length < 2 || !needed.every((concept) => found.some((part) => part.concept === concept))) continue;
    return {
      from: found.map(({ concept, field }) => ({ path: field.field.path, as: concept.replace('-', '') })),
      steps: recipe.steps,
      summary: recipe.summary,
    };
  }
  return undefined;
}

const optional = new Set(['middle-name', 'street-3']);

/** The part a field is, such as first name or month; the last of its terms that is one. */
const partConcepts = new Set(recipes.flatMap(({ sources }) => sources));
const partOf = ({ core }: FieldReading): string | undefined => core.filter((term) => partConcepts.has(term)).at(-1);

const neighbourOf = (
  source: FieldReading,
  sources: readonly FieldReading[],
  concept: string,
): FieldReading | undefined =>
  partOf(source) === concept
    ? source
    : sources.find((other) => other.container === source.container && partOf(other) === concept);
