import type { SourceRef, StepCall, ValueTable } from '../../document';

/** The parts of a pipe rule that would make the target's value; paths are the source's, as they were given. */
export interface TransformProposal {
  readonly from: readonly SourceRef[];
  readonly steps: readonly StepCall[];
  /** Value tables the steps refer to, with their right sides to be filled in. */
  readonly tables?: Readonly<Record<string, ValueTable>>;
  /** What it does, in plain words. */
  readonly summary: string;
}

export type ProposedSteps = Omit<TransformProposal, 'from'>;
