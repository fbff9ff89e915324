import { Inject, Injectable } from '@nestjs/common';
import type { DryRunRequest, DryRunResult } from '@penstock/contracts';
import type { RehearsalTarget } from '@penstock/engine';
import type { FlowDocument } from '@penstock/flow-model';
import type { Clock, EnvironmentId } from '@penstock/kernel';
import { roleIn, type RequestContext } from '../../../platform/auth/request-context';
import { operators } from '../../../platform/auth/roles';
import { CLOCK } from '../../../platform/tokens';
import { Candidates } from '../candidates';
import { givenValues } from '../given-values';
import { RehearsalRoom } from '../rehearsal-room';
import { rehearsalView } from '../rehearsal-views';
import { RehearsalError } from '../rehearsals.errors';
import { RehearsedEvents, type RehearsedEvent } from '../rehearsed-events';

/** Everything a flow would do with a payload, with amounts, and nothing sent. */
@Injectable()
export class DryRun {
  constructor(
    private readonly events: RehearsedEvents,
    private readonly candidates: Candidates,
    private readonly room: RehearsalRoom,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(ctx: RequestContext, flowId: string, request: DryRunRequest): Promise<DryRunResult> {
    const { environment, ...event } = await this.events.of(ctx, request);
    if (request.reads === 'live') requireReader(ctx, environment);
    const { samples, answers } = givenValues(request);
    const { version, document } = await this.candidates.of(ctx, {
      flowId,
      version: request.version,
      revision: request.revision,
      environmentId: environment.id,
    });
    const target = targetOf(request, document);
    const rehearsal = await this.room.rehearse(ctx, {
      environmentId: environment.id as EnvironmentId,
      flowId,
      document,
      payload: event.payload,
      now: this.clock.now(),
      // One step is tried on everything that the run was answered, so that nothing before it has to be assumed.
      recorded: target ? event.recordedWithEffects : event.recorded,
      reads: request.reads,
      ...(target && { target, answers }),
      samples,
      choices: request.choices,
      meetsRealEffects: true,
    });
    return { flowId, version, environment: environment.key, ...rehearsalView(rehearsal) };
  }
}

/** @throws RehearsalError STEP_NOT_IN_FLOW */
function targetOf({ only, until }: DryRunRequest, { steps }: FlowDocument): RehearsalTarget | undefined {
  const stepId = only ?? until;
  if (stepId === undefined) return undefined;
  if (Object.hasOwn(steps, stepId)) return { stepId, reach: only === undefined ? 'until' : 'only' };
  throw new RehearsalError(
    'STEP_NOT_IN_FLOW',
    `There is no step “${stepId}” in what was to be tried. Nothing was sent. Load the flow again, or choose another version.`,
  );
}

/** Live reads use the connections of the environment and its limits: outside the sandbox that is for operators. */
function requireReader(ctx: RequestContext, { id, kind, name }: RehearsedEvent['environment']): void {
  const role = roleIn(ctx.actor, id);
  if (kind === 'sandbox' || operators.includes(role)) return;
  throw new RehearsalError(
    'ROLE_MAY_NOT_READ_LIVE',
    `The role ${role} may read from remote systems in the sandbox only. Nothing was sent. Try without live reads, or ask an operator in ${name}.`,
  );
}
