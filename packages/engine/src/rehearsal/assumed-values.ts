import { readsOf, type FlowDocument, type FlowStep, type StepRead } from '@penstock/flow-model';
import { parsePath, type PathSegment } from '@penstock/mapping';
import { stepIdOf } from '../core/run-state';

/** A value of a rehearsal that nobody has answered: it stems from a sample or an assumption. */
export interface AssumedSource {
  /** The field that is made of it; null when it steers the step as a whole. */
  readonly field: string | null;
  /** Where it comes from, e.g. `steps.charge.transaction_id`. */
  readonly source: string;
}

type IsAssumed = (rest: readonly PathSegment[]) => boolean;
const always: IsAssumed = () => true;

/**
 * Follows assumed values through a rehearsal: which outputs hold some, and which steps read them. Told about every
 * step in the order of their ends; pure otherwise.
 *
 * A1 The payload, recordings and live reads are facts; samples, skipped waits and answers nobody gave are not.
 * A2 What a mapping makes of facts only is a fact, field by field.
 */
export class AssumedValues {
  private readonly outputs = new Map<string, IsAssumed>();
  /** Keys of loops and containers with an assumed output in their bodies. */
  private readonly around = new Set<string>();

  constructor(private readonly document: FlowDocument) {}

  /** The step's output is a stand-in; `facts` are its members that repeat what the step was given. */
  standIn(key: string, facts: ReadonlySet<string> = new Set()): void {
    this.mark(key, ([first]) => first === undefined || !facts.has(String(first)));
  }

  /** The step's output was made from what it read. */
  computed(key: string): void {
    const step = this.stepOf(key);
    if (step?.kind === 'for-each' || step?.kind === 'try') {
      if (this.around.has(key)) this.mark(key, always);
      return;
    }
    const assumed = this.restsOn(key);
    if (assumed.length === 0) return;
    const fields = assumed.map(({ field }) => (field === null ? null : namesIn(field)));
    this.mark(key, (rest) => fields.some((field) => field === null || overlaps(field, names(rest))));
  }

  /** Assumed values that the step reads. */
  restsOn(key: string): readonly AssumedSource[] {
    const step = this.stepOf(key);
    if (!step) return [];
    if (key.endsWith('~undo'))
      return this.outputs.has(key.slice(0, -'~undo'.length)) ? [{ field: null, source: `steps.${step.id}` }] : [];
    const assumed = readsOf(step).filter(({ path }) => this.isAssumed(path, key));
    return unique(assumed).map(({ field, path }) => ({ field, source: path }));
  }

  private mark(key: string, isAssumed: IsAssumed): void {
    this.outputs.set(key, isAssumed);
    for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
      const container = key.slice(0, end).replace(/\[\d+\]$/, '');
      // Once one item of a loop is known, so is everything around it.
      if (this.around.has(container)) return;
      this.around.add(container);
    }
  }

  private stepOf(key: string): FlowStep | undefined {
    const id = stepIdOf(key);
    return Object.hasOwn(this.document.steps, id) ? this.document.steps[id] : undefined;
  }

  private isAssumed(path: string, reader: string): boolean {
    const parsed = parsePath(path);
    if (!parsed.ok) return false;
    const [root, id, ...rest] = parsed.value;
    if (root === 'steps')
      return scopesAround(reader).some((prefix) => this.outputs.get(`${prefix}${id}`)?.(rest) ?? false);
    if (root !== 'loop' || rest[0] !== 'item') return false;
    const loop = this.document.steps[String(id)];
    const at = scopesAround(reader).find((prefix) => stepIdOf(prefix.replace(/(\[\d+\])?\/$/, '')) === id);
    if (loop?.kind !== 'for-each' || at === undefined) return false;
    const below = names(rest.slice(1)).map((name) => `[${JSON.stringify(name)}]`);
    return this.isAssumed(loop.items + below.join(''), at.replace(/\[\d+\]\/$/, ''));
  }
}

/** `lines[3]/guard/` , `lines[3]/` and `` for `lines[3]/guard/charge`. */
function scopesAround(key: string): string[] {
  const parts = key.split('/').slice(0, -1);
  return [...parts.map((_part, index) => `${parts.slice(0, parts.length - index).join('/')}/`), ''];
}

const names = (segments: readonly PathSegment[]): string[] =>
  segments.filter((segment): segment is string => typeof segment === 'string');

function namesIn(field: string): string[] {
  const parsed = parsePath(field);
  return parsed.ok ? names(parsed.value) : [];
}

const overlaps = (a: readonly string[], b: readonly string[]): boolean =>
  a.slice(0, b.length).every((name, index) => name === b[index]);

const unique = (sources: readonly StepRead[]): StepRead[] => [
  ...new Map(sources.map((source) => [`${source.field ?? ''} ${source.path}`, source])).values(),
];
