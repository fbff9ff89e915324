import { Injectable } from '@nestjs/common';
import type { RunStatus } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { FlowDocument } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import { maskOneTimeTokens } from '../../platform/one-time-tokens';
import { exactJsonFrom, failureFrom } from '../../platform/recorded-json';
import { runNotFound } from './runs.errors';
import { stepsOfRun, type StepEntry, type ViewedStep } from './steps-of-run';

const selectRun = `
  select v.document, case when r.status = 'queued' and q.owner is not null then 'running' else r.status end as status
  from run r join flow_version v on v.id = r.flow_version_id left join run_queue q on q.run_id = r.id
  where r.organization_id = $1 and r.id = $2`;
const selectJournal = `
  select l.step_id, l.attempt, l.status, l.port, l.input, l.output, l.failure, l.started_at, l.finished_at
  from step_log l join run r on r.id = l.run_id
  where r.organization_id = $1 and l.run_id = $2 order by l.started_at, l.attempt`;
const selectOpenEffects = `
  select step_id, min(sent_at) as sent_at from effect
  where organization_id = $1 and run_id = $2 and state in ('INTENT', 'UNKNOWN') group by step_id`;

interface JournalRow {
  readonly step_id: string;
  readonly attempt: number;
  readonly status: StepEntry['status'];
  readonly port: string | null;
  readonly input: string | null;
  readonly output: string | null;
  readonly failure: string | null;
  readonly started_at: Date;
  readonly finished_at: Date;
}

@Injectable()
export class StepReads {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws RunError RUN_NOT_FOUND */
  async ofRun(ctx: RequestContext, runId: string): Promise<ViewedStep[]> {
    const store = this.unitOfWork.read(ctx);
    const [run] = await store.query<{ document: FlowDocument; status: RunStatus }>(selectRun, [runId]);
    if (!run) throw runNotFound();
    const journal = await store.query<JournalRow>(selectJournal, [runId]);
    const effects = await store.query<{ step_id: string; sent_at: Date | null }>(selectOpenEffects, [runId]);
    return stepsOfRun({
      document: run.document,
      status: run.status,
      journal: journal.map(entryFrom),
      openEffects: effects.map((row) => ({ stepId: row.step_id, sentAt: row.sent_at?.toISOString() ?? null })),
    });
  }
}

function shownFrom(text: string | null): Json | undefined {
  const recorded = exactJsonFrom(text);
  return recorded === undefined ? undefined : maskOneTimeTokens(recorded);
}

const entryFrom = (row: JournalRow): StepEntry => ({
  stepId: row.step_id,
  attempt: row.attempt,
  status: row.status,
  port: row.port,
  input: shownFrom(row.input),
  output: shownFrom(row.output),
  failure: failureFrom(row.failure),
  startedAt: row.started_at.toISOString(),
  finishedAt: row.finished_at.toISOString(),
});
