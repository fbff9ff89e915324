import { Injectable } from '@nestjs/common';
import type { RestoreGuardView } from '@penstock/contracts';
import { selectEngineState, UnitOfWork, type EngineStateRow } from '@penstock/database';

const iso = (at: number | null | undefined): string | null => (at == null ? null : new Date(at).toISOString());

@Injectable()
export class ReadRestoreGuard {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The guard belongs to the installation, not to one organisation: a restore rewinds everybody. */
  async execute(): Promise<RestoreGuardView> {
    const row = await this.unitOfWork.installation<EngineStateRow>(selectEngineState);
    const status = row?.restoredAt == null ? 'open' : row.resolvedAt === null ? 'held' : 'resumed';
    return {
      status,
      message: messageOf(status, row),
      restoredAt: iso(row?.restoredAt),
      restoredHow: row?.restoredHow ?? null,
      gapFrom: iso(row?.gapFrom),
      gapTo: iso(row?.gapTo),
      resolvedAt: iso(row?.resolvedAt),
      resolvedBy: row?.resolvedBy ?? null,
      resolvedReason: row?.resolvedReason ?? null,
    };
  }
}

function messageOf(status: RestoreGuardView['status'], row: EngineStateRow | undefined): string | null {
  if (status === 'open' || !row) return null;
  const gap = `${iso(row.gapFrom)} and ${iso(row.gapTo)}`;
  if (status === 'resumed') return `The database was restored to ${iso(row.gapFrom)}. Effects that may have been sent between ${gap} are looked up before anything is sent again.`;
  return `Sending is held: the database was restored to ${iso(row.gapFrom)}; effects between ${gap} must be verified first. Events are taken in and kept. Nothing is sent until an administrator resumes.`;
}
