import { Modal, Stack } from '@mantine/core';
import type { Deployment, TriggerState } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { triggerStateQuery } from '../../../shared/api/flow-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { When } from '../../../shared/ui/values';
import { triggerStrings as strings } from '../trigger-strings';
import { BackfillForm } from './backfill-form';
import { StartForm } from './start-form';
import { SyncRecordForm } from './sync-record-form';

/** When the trigger acts next, how it is doing, and what a person can do besides waiting for it. */
export function TriggerDialog({ deployment, onClose }: { readonly deployment: Deployment; onClose(): void }) {
  const { data, error } = useQuery(triggerStateQuery(useApi(), deployment.id));
  return (
    <Modal opened onClose={onClose} size="lg" title={strings.title(deployment.flowName)}>
      <Stack gap="lg" ta="left">
        {error && <ProblemNotice error={error} />}
        {!data && !error && <RowsSkeleton rows={3} />}
        {data && <TriggerFacts state={data} />}
        <StartForm deploymentId={deployment.id} />
        {data?.canSyncRecord && <SyncRecordForm deploymentId={deployment.id} />}
        {data?.canBackfill && <BackfillForm deploymentId={deployment.id} />}
      </Stack>
    </Modal>
  );
}

function TriggerFacts({ state: { schedule, poll } }: { readonly state: TriggerState }) {
  if (!schedule && !poll) return <div className="ps-dimmed">{strings.byAddress}</div>;
  return (
    <Stack gap="xs">
      {schedule && <ScheduleFacts schedule={schedule} />}
      {poll && <PollFacts poll={poll} />}
      <Trouble words={schedule?.failure ?? poll?.failure ?? null} />
    </Stack>
  );
}

function ScheduleFacts({ schedule }: { readonly schedule: NonNullable<TriggerState['schedule']> }) {
  const { cron, timeZone, next, last, waiting, note } = schedule;
  return (
    <>
      <div>{strings.schedule(cron, timeZone)}</div>
      <Fact name={strings.nextTime}>{next ? <LocalTime at={next.at} local={next.local} /> : strings.noTime}</Fact>
      <Fact name={strings.lastTime}>{last ? <LocalTime at={last.at} local={last.local} /> : strings.noTime}</Fact>
      {waiting.length > 0 && <div>{strings.waiting(waiting.length)}</div>}
      {note !== null && <div className="ps-notice ps-notice--attention">{note}</div>}
    </>
  );
}

function PollFacts({ poll: { nextAt, lastAt, cursorAgeSeconds } }: { readonly poll: NonNullable<TriggerState['poll']> }) {
  return (
    <>
      <Fact name={strings.nextLook}>{nextAt === null ? strings.rests : <When at={nextAt} />}</Fact>
      <Fact name={strings.lastLook}>{lastAt === null ? strings.never : <When at={lastAt} />}</Fact>
      <Fact name={strings.cursorAge}>
        {cursorAgeSeconds === null ? strings.never : strings.minutesAgo(cursorAgeSeconds)}
      </Fact>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <span className="ps-dimmed">{name}: </span>
      {children}
    </div>
  );
}

/** As the clocks of the schedule’s zone show it; the offset tells both showings of an hour apart. */
function LocalTime({ at, local }: { readonly at: string; readonly local: string }) {
  return <time dateTime={at}>{`${local.slice(0, 10)} ${local.slice(11, 16)} (UTC${local.slice(19)})`}</time>;
}

function Trouble({ words }: { readonly words: string | null }) {
  return words === null ? null : (
    <div className="ps-notice ps-notice--failed" role="alert">
      {words}
    </div>
  );
}
