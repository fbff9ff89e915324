import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../platform/auth/request-context';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { failureFrom } from '../../platform/recorded-json';
import { CONNECTOR_SHELF } from '../../platform/tokens';
import { wordFrom } from '../runs/effect-reads';
import { wordNotConfirmed } from './cases.errors';

const selectOutcome = `select state, remote_id, failure, word, connector from effect where organization_id = $1 and id = $2`;

interface OutcomeRow {
  readonly state: string;
  readonly remote_id: string | null;
  readonly failure: string | null;
  readonly word: string | null;
  readonly connector: string;
}

/** A look-up takes a second or two where the remote side answers; who said something waits for it about as long. */
const LONGEST_WAIT_MS = 6_000;
const LOOK_EVERY_MS = 150;

/** What became of a person's word that the effect's run is checking. */
@Injectable()
export class WordOutcomes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
  ) {}

  /**
   * In words, as far as it is known after a few seconds.
   * @throws CaseError WORD_NOT_CONFIRMED when the remote side does not know, or cannot tell.
   */
  async of(ctx: RequestContext, effectId: string): Promise<string> {
    const until = Date.now() + LONGEST_WAIT_MS;
    for (;;) {
      const row = await this.read(ctx, effectId);
      if (row?.state !== 'UNKNOWN' || Date.now() > until) return this.wordsOf(row);
      await pause(LOOK_EVERY_MS);
    }
  }

  private async read(ctx: RequestContext, effectId: string): Promise<OutcomeRow | undefined> {
    const [row] = await this.unitOfWork.read(ctx).query<OutcomeRow>(selectOutcome, [effectId]);
    return row;
  }

  private wordsOf(row: OutcomeRow | undefined): string {
    const system = this.shelf.connector(row?.connector ?? '')?.title ?? 'The other side';
    const asking = `${system} is being asked. What follows from your word waits for its answer; nothing is sent meanwhile.`;
    if (!row || row.word === null) return asking;
    const { outcome, remoteId } = wordFrom(row.word);
    const failure = failureFrom(row.failure);
    if (row.state === 'NEEDS_HUMAN' && failure) throw wordNotConfirmed(failure.message, { system, outcome });
    if (row.state !== 'DONE') return asking;
    const known = `${system} knows it${row.remote_id === null ? '' : ` under ${row.remote_id}`}`;
    if (outcome !== 'happened') return `You said that it did not happen. ${known}: it was not sent again.`;
    return remoteId === row.remote_id ? `${known}.` : `You gave ${remoteId ?? 'no id'}. ${known}, and that was taken.`;
  }
}
