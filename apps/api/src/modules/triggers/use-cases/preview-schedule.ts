import { Inject, Injectable } from '@nestjs/common';
import type { SchedulePreview, SchedulePreviewRequest } from '@penstock/contracts';
import { nextNominalTimes, nominalTimesOf } from '@penstock/engine';
import type { Clock } from '@penstock/kernel';
import { CLOCK } from '../../../platform/tokens';
import { timeOf } from '../trigger-state-reads';
import { TriggerError } from '../triggers.errors';

const SHOWN_TIMES = 10;

@Injectable()
export class PreviewSchedule {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** @throws TriggerError SCHEDULE_INVALID, with the field at fault. */
  execute({ cron, timeZone }: SchedulePreviewRequest): SchedulePreview {
    const times = nominalTimesOf({ cron, timeZone });
    if (!times.ok) {
      const { field, message } = times.error;
      throw new TriggerError('SCHEDULE_INVALID', `${message} Nothing was changed. Correct it and look again.`, { issues: [{ code: 'SCHEDULE_INVALID', path: field, field, message }] });
    }
    const next = nextNominalTimes(times.value, { after: this.clock.now(), count: SHOWN_TIMES });
    return { times: next.map((instant) => timeOf(instant, timeZone)) };
  }
}
