import type { Effect } from '@penstock/contracts';
import type { ReactNode } from 'react';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';

/** What the page knows of the effects of a run: not loaded and failed are not the same as none. */
export interface KnownEffects {
  /** Undefined until they are known for sure. */
  readonly effects: readonly Effect[] | undefined;
  readonly error: unknown;
  retry(): void;
}

interface WithEffectsProps {
  readonly known: KnownEffects;
  children(effects: readonly Effect[]): ReactNode;
}

/** Its children once the effects are known; until then the shape of what comes, or why it does not come. */
export function WithEffects({ known: { effects, error, retry }, children }: WithEffectsProps) {
  if (effects) return children(effects);
  return error ? <ProblemNotice error={error} retry={retry} /> : <RowsSkeleton rows={2} />;
}
