import type { FlowTestFindingView } from '@penstock/contracts';
import type { FlowTestFinding } from '@penstock/engine';
import type { Json } from '@penstock/kernel';
import { maskOneTimeTokens } from '../../platform/one-time-tokens';

/** Values pass as they are but for one-time tokens, exact decimals included, which the view's type does not know. */
const shown = (value: Json, path: string | null): never => maskOneTimeTokens(value, path?.split('.').at(-1)) as never;

export const findingView = ({ expected, actual, ...finding }: FlowTestFinding): FlowTestFindingView => ({
  ...finding,
  ...(expected !== undefined && { expected: shown(expected, finding.path) }),
  ...(actual !== undefined && { actual: shown(actual, finding.path) }),
});
