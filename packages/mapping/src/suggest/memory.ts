import type { FieldReading } from './read-field';
import { readConcepts } from './lexicon';

/** How often people have accepted or refused a pair. */
export interface RememberedPair {
  readonly source: string;
  readonly target: string;
  readonly sourceSystem?: string | undefined;
  readonly targetSystem?: string | undefined;
  readonly confirmed: number;
  readonly rejected: number;
}

export interface SystemNames {
  readonly source: string | undefined;
  readonly target: string | undefined;
}

/** What the memory adds to the log-odds of a pair, by how near the remembered one is. */
const strength = { exact: 14, systems: 7, concepts: 3.5 };
/** Doubt that few decisions leave. */
const smoothing = 1;
/** A refusal weighs more than an agreement: people refuse with a reason. */
const refusal = 1.5;

type Closeness = keyof typeof strength;
interface Counts {
  confirmed: number;
  rejected: number;
}

/** Recalls decisions on the pair itself first, then between the same systems, then on the same concepts anywhere. */
export class MappingMemory {
  private readonly counts = new Map<string, Counts>();

  constructor(
    remembered: readonly RememberedPair[],
    private readonly systems: SystemNames,
  ) {
    for (const pair of remembered) {
      const between = `${pair.sourceSystem ?? ''}>${pair.targetSystem ?? ''}`;
      const meaning = `${conceptPath(pair.source)}>${conceptPath(pair.target)}`;
      this.count(`exact ${between} ${pair.source}>${pair.target}`, pair);
      this.count(`systems ${between} ${meaning}`, pair);
      this.count(`concepts ${meaning}`, pair);
    }
  }

  /** Log-odds for (more than 0) or against a pair. */
  recall({ field: source }: FieldReading, { field: target }: FieldReading): number {
    if (this.counts.size === 0) return 0;
    const between = `${this.systems.source ?? ''}>${this.systems.target ?? ''}`;
    const exact = this.counts.get(`exact ${between} ${source.path}>${target.path}`);
    if (exact) return weigh(exact, 'exact');
    const meaning = `${conceptPath(source.path)}>${conceptPath(target.path)}`;
    const near = this.counts.get(`systems ${between} ${meaning}`);
    if (near) return weigh(near, 'systems');
    const anywhere = this.counts.get(`concepts ${meaning}`);
    return anywhere ? weigh(anywhere, 'concepts') : 0;
  }

  private count(key: string, { confirmed, rejected }: Counts): void {
    const known = this.counts.get(key) ?? { confirmed: 0, rejected: 0 };
    this.counts.set(key, { confirmed: known.confirmed + confirmed, rejected: known.rejected + rejected });
  }
}

const conceptPath = (path: string): string => readConcepts(path).join(' ');

function weigh({ confirmed, rejected }: Counts, closeness: Closeness): number {
  const against = rejected * refusal;
  return (strength[closeness] * (confirmed - against)) / (confirmed + against + smoothing);
}
