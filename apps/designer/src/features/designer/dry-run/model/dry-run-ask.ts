import type { DryRunRequest } from '@penstock/contracts';

/** What a person chooses; the rest follows from the open editor. */
export type DryRunAsk = Pick<Partial<DryRunRequest>, 'payloadText' | 'eventId' | 'runId' | 'reads'>;
