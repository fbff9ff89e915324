import { Inject, Injectable } from '@nestjs/common';
import type { OptionsPage, OptionsQuery } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { ChoicesAnswer, EngineHost } from '@penstock/engine-host';
import type { Clock } from '@penstock/kernel';
import { AttemptThrottle } from '../../../platform/auth/attempt-throttle';
import { roleIn, type RequestContext } from '../../../platform/auth/request-context';
import { operators } from '../../../platform/auth/roles';
import { CLOCK, ENGINE_HOST } from '../../../platform/tokens';
import { ConnectionError, connectionNotFound, type ConnectionErrorCode } from '../connections.errors';

/** One person who types and pages quickly; the connection's own limits come on top. */
const perPerson = { kind: 'options', maxFailures: 60, windowMs: 60_000 };

const selectPlace = `
  select e.id, e.kind, e.name from connection c join environment e on e.id = c.environment_id where c.organization_id = $1 and c.id = $2`;

/** Choices for a field of a form, read from the other system by a connection of the asking organisation. */
@Injectable()
export class ListOptions {
  private readonly throttle: AttemptThrottle;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.throttle = new AttemptThrottle(unitOfWork, clock, perPerson);
  }

  /** @throws ConnectionError CONNECTION_NOT_FOUND, ROLE_MAY_NOT_LIST_HERE, OPTIONS_TOO_OFTEN and those of `codes`. */
  async execute(ctx: RequestContext, id: string, query: OptionsQuery): Promise<OptionsPage> {
    await this.assertMayRead(ctx, id);
    await this.takeTurn(ctx);
    const { source, search, cursor } = query;
    const answer = await this.host.connections.choices(ctx.organizationId, id, {
      source,
      ...(search && { search }),
      ...(cursor !== undefined && { cursor }),
      depends: dependsOf(query),
    });
    if (answer.outcome === 'refused') throw new ConnectionError(codes[answer.reason], answer.message);
    const { options, nextCursor } = answer.page;
    return { options: [...options], nextCursor: nextCursor ?? null };
  }

  /** Outside the sandbox the records are those of real customers: for operators, as live reads of rehearsals are. */
  private async assertMayRead(ctx: RequestContext, id: string): Promise<void> {
    const [place] = await this.unitOfWork.read(ctx).query<{ id: string; kind: string; name: string }>(selectPlace, [id]);
    if (!place) throw connectionNotFound();
    const role = roleIn(ctx.actor, place.id);
    if (place.kind === 'sandbox' || operators.includes(role)) return;
    throw new ConnectionError(
      'ROLE_MAY_NOT_LIST_HERE',
      `The role ${role} may list records of other systems in the sandbox only. Nothing was asked. Type the value by hand, or ask an operator in ${place.name}.`,
    );
  }

  private async takeTurn({ organizationId, actor }: RequestContext): Promise<void> {
    const person = `${organizationId} ${actor.id}`;
    const retryAfterSeconds = await this.throttle.reserve(person);
    if (retryAfterSeconds !== undefined) {
      throw new ConnectionError('OPTIONS_TOO_OFTEN', `Choices were asked for too often. Nothing was asked of the other system. Wait ${retryAfterSeconds} seconds, or type the value by hand.`, { retryAfterSeconds });
    }
  }
}

const codes = {
  'not-found': 'CONNECTION_NOT_FOUND',
  'unknown-source': 'OPTIONS_SOURCE_UNKNOWN',
  'field-missing': 'OPTIONS_FIELD_MISSING',
  held: 'OPTIONS_HELD',
  remote: 'OPTIONS_NOT_LISTED',
} as const satisfies Record<Extract<ChoicesAnswer, { outcome: 'refused' }>['reason'], ConnectionErrorCode>;

const prefix = 'depends.';

const dependsOf = (query: OptionsQuery): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (name.startsWith(prefix) && value ? [[name.slice(prefix.length), value]] : [])),
  );
