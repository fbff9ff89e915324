import { ConnectorFailure, type FailureClass, type Verdict } from '@penstock/connector-sdk';
import type { FaultKind, Storm } from './fault-plan';
import type { SeededChoices } from './seeded-choices';
import type { SimulatedProcess } from './simulated-process';
import type { VirtualTime } from './virtual-time';

/** Bounds the remote side keeps; the contracts of its actions promise them. */
export const MAX_PROCESSING_MS = 55_000;
export const VISIBILITY_LAG_MS = 10_000;
const CLIENT_TIMEOUT_MS = 60_000;

/** Something that really happened outside. */
export interface Deed {
  readonly action: string;
  readonly key: string;
  readonly amount: string;
  readonly at: number;
  readonly id: string;
  undoneAt: number | null;
}

export interface RemoteRequest {
  readonly action: string;
  readonly key: string;
  readonly amount: string;
  /** The remote side knows the key and does nothing twice. */
  readonly isIdempotent: boolean;
  /** Takes back the deed with this id. */
  readonly undoes?: string;
}

type Fate = Exclude<FaultKind, 'look-up failed'> | 'fine';

/**
 * The remote system. Its list of deeds is the judge's evidence: it is appended when something happens, whoever still
 * listens.
 */
export class SimulatedRemote {
  readonly deeds: Deed[] = [];
  /** Keys whose deeds it refuses for a business reason, always. */
  readonly refusedKeys = new Set<string>();
  /** Requests that have left and may still act, by `action:key`. */
  private readonly pending = new Map<string, number>();

  constructor(
    private readonly time: VirtualTime,
    private readonly storm: Storm,
    private readonly choices: SeededChoices,
  ) {}

  /** May a deed under this key still happen without a new request? */
  mayStillAct(action: string, key: string): boolean {
    return (this.pending.get(`${action}:${key}`) ?? 0) > 0;
  }

  standing(action: string, key: string): readonly Deed[] {
    return this.deeds.filter((deed) => deed.action === action && deed.key === key && deed.undoneAt === null);
  }

  call(process: SimulatedProcess, request: RemoteRequest): Promise<{ id: string }> {
    const fate = this.fate(request);
    if (fate !== 'fine') this.storm.count(fate);
    const slot = `${request.action}:${request.key}`;
    this.pending.set(slot, (this.pending.get(slot) ?? 0) + 1);
    const arrives = () => this.pending.set(slot, (this.pending.get(slot) ?? 1) - 1);
    const thereMs = this.choices.between(5, 400);
    if (fate === 'late commit' || fate === 'no answer at all') return this.actsUnheard(process, { request, fate, arrives });
    const backMs = this.choices.between(5, 400);
    return process.ask({
      thereMs,
      backMs,
      act: async () => {
        arrives();
        return this.act(request, fate);
      },
    });
  }

  private async act(request: RemoteRequest, fate: Fate): Promise<{ id: string }> {
    if (fate === 'refused for a business reason') throw failure('business', `The remote system refuses ${request.key}.`);
    if (fate === 'refused before the deed') throw failure(this.choices.oneOf(['not-sent', 'throttled', 'transient', 'auth']), 'Not now.');
    if (fate === 'cut before the deed') throw failure('ambiguous', 'The connection was cut.');
    const done = this.happen(request);
    if (fate === 'cut after the deed') throw failure('ambiguous', 'The connection was cut.');
    if (fate === '500 after the deed') throw failure('ambiguous', 'Internal error.');
    return done;
  }

  /** The client gives up; the remote side acts later than that, within its bound, or has acted long before. */
  private actsUnheard(process: SimulatedProcess, { request, fate, arrives }: { request: RemoteRequest; fate: Fate; arrives: () => void }): Promise<never> {
    const isLate = fate === 'late commit';
    this.time.at(this.choices.between(isLate ? 3_000 : 5, isLate ? MAX_PROCESSING_MS : 400), null, () => {
      arrives();
      this.happen(request);
    });
    const givesUpMs = isLate && this.choices.happens(0.6) ? this.choices.between(50, 2_000) : CLIENT_TIMEOUT_MS;
    return new Promise((_resolve, reject) => process.after(givesUpMs, () => reject(failure('ambiguous', 'No answer in time.'))));
  }

  private happen({ action, key, amount, isIdempotent, undoes }: RemoteRequest): { id: string } {
    const earlier = isIdempotent ? this.standing(action, key)[0] : undefined;
    if (earlier) return { id: earlier.id };
    const deed: Deed = { action, key, amount, at: this.time.now(), id: `D-${this.deeds.length + 1}`, undoneAt: null };
    this.deeds.push(deed);
    const undone = this.deeds.find(({ id }) => id === undoes);
    if (undone) undone.undoneAt = this.time.now();
    return { id: deed.id };
  }

  /** A read: nothing happens by it. */
  look(process: SimulatedProcess, key: string): Promise<{ id: string }> {
    const isStruck = this.storm.strikes('remote');
    return process.ask({
      thereMs: this.choices.between(5, 300),
      backMs: this.choices.between(5, 300),
      act: async () => {
        if (isStruck) this.storm.count('refused before the deed');
        if (isStruck) throw failure('transient', 'Not now.');
        return { id: key };
      },
    });
  }

  private fate({ key, undoes }: RemoteRequest): Fate {
    const isStruck = this.storm.strikes('remote');
    const fate = this.choices.oneOf(['refused before the deed', 'cut before the deed', 'cut after the deed', '500 after the deed', 'late commit', 'no answer at all'] as const);
    const isRefused = undoes === undefined && this.refusedKeys.has(key);
    if (isRefused && !(isStruck && fate.endsWith('before the deed'))) return 'refused for a business reason';
    return isStruck ? fate : 'fine';
  }

  /** Did it happen? Sees a deed at the latest when its visibility lag is over. */
  lookUp(process: SimulatedProcess, { action, key }: { readonly action: string; readonly key: string }): Promise<Verdict<{ id: string }>> {
    const isStruck = this.storm.strikes('lookUp');
    const how = this.choices.oneOf(['throws', 'unsure', 'lags', 'lags'] as const);
    const lagMs = this.choices.between(0, VISIBILITY_LAG_MS);
    return process.ask({
      thereMs: this.choices.between(5, 300),
      backMs: this.choices.between(5, 300),
      act: async () => {
        if (isStruck && how !== 'lags') this.storm.count('look-up failed');
        if (isStruck && how === 'throws') throw failure('transient', 'The list cannot be read.');
        if (isStruck && how === 'unsure') return { verdict: 'unsure', reason: 'The list is stale.' };
        const [found] = this.deeds.filter((deed) => deed.action === action && deed.key === key);
        const isHidden = found !== undefined && isStruck && found.at + lagMs > this.time.now();
        if (isHidden) this.storm.count('look-up missed a fresh deed');
        return found && !isHidden ? { verdict: 'found', output: { id: found.id }, remoteId: found.id } : { verdict: 'absent', evidence: 'The list was read.' };
      },
    });
  }
}

const failure = (failureClass: FailureClass, message: string): ConnectorFailure => new ConnectorFailure({ class: failureClass, code: 'REMOTE', message });
