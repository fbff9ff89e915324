import type { RunStatus, RunStep } from '@penstock/contracts';
import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockHour4,
  IconLoader2,
  IconPlayerSkipForward,
  type Icon,
} from '@tabler/icons-react';

export type Tone = 'succeeded' | 'running' | 'waiting' | 'attention' | 'failed' | 'cancelled';

export interface StatusLook {
  readonly tone: Tone;
  readonly word: string;
  readonly icon: Icon;
}

/** Colour never stands alone: each state has its icon and its word. */
export const runStatusLooks = {
  queued: { tone: 'running', word: 'Queued', icon: IconCircleDashed },
  running: { tone: 'running', word: 'Running', icon: IconLoader2 },
  waiting: { tone: 'waiting', word: 'Waiting', icon: IconClockHour4 },
  'needs-attention': { tone: 'attention', word: 'Needs attention', icon: IconAlertTriangle },
  succeeded: { tone: 'succeeded', word: 'Succeeded', icon: IconCircleCheck },
  cancelled: { tone: 'cancelled', word: 'Cancelled', icon: IconBan },
} as const satisfies Record<RunStatus, StatusLook>;

export const stepStatusLooks = {
  pending: { tone: 'cancelled', word: 'Not started', icon: IconCircleDashed },
  running: { tone: 'running', word: 'Running', icon: IconLoader2 },
  waiting: { tone: 'waiting', word: 'Waiting', icon: IconClockHour4 },
  succeeded: { tone: 'succeeded', word: 'Succeeded', icon: IconCircleCheck },
  failed: { tone: 'failed', word: 'Failed', icon: IconCircleX },
  skipped: { tone: 'cancelled', word: 'Not taken', icon: IconPlayerSkipForward },
} as const satisfies Record<RunStep['status'], StatusLook>;

export function Status({ look }: { readonly look: StatusLook }) {
  const { icon: StatusIcon, tone, word } = look;
  return (
    <span className={`ps-status ps-status--${tone}`}>
      <StatusIcon size={15} stroke={2} aria-hidden />
      {word}
    </span>
  );
}

export const RunStatusBadge = ({ status }: { readonly status: RunStatus }) => <Status look={runStatusLooks[status]} />;
