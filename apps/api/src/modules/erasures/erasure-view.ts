import type { Erasure } from '@penstock/contracts';

export interface ErasureRow {
  readonly id: string;
  readonly requested_at: Date;
  readonly requested_by: string;
  readonly reason: string;
  readonly selection: Erasure['selection'];
  readonly events: number;
  readonly runs: number;
  readonly steps: number;
  readonly effects: number;
}

export const erasureView = ({ requested_at: requestedAt, requested_by: requestedBy, ...row }: ErasureRow): Erasure => ({
  ...row,
  requestedAt: requestedAt.toISOString(),
  requestedBy,
});

export const erasureColumns = 'id, requested_at, requested_by, reason, selection, events, runs, steps, effects';
