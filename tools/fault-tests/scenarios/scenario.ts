import type { FlowDocument } from '@penstock/flow-model';
import type { Random } from '@penstock/kernel';
import type { Evidence, Findings } from '../judge/judge';
import type { DiskOfPostgres, KillablePostgres } from '../world/killable-postgres';
import type { CrashWorld, WorldOptions } from '../world/product-world';
import type { OwnEvents } from './own-events';

/**
 * One row of the fault plan: orders are placed, something goes wrong while they are worked on, calm returns, and the
 * judge counts. Everything random comes from the seed.
 */
export interface Scenario {
  /** Of the fault plan (docs/faults.md); `6a`, `6b` … for parts. */
  readonly number: string;
  readonly title: string;
  /** Orders of a full run; a bounded one takes `boundedOrders`. */
  readonly orders: number;
  readonly boundedOrders: number;
  /** What goes wrong, in words for the table. */
  readonly faults: string;
  /** Events the plan asks for; undefined: the plan has no such row. */
  readonly planned?: number;
  /** Times and other things that are not as in the plan. */
  readonly differs?: string;
  readonly world?: WorldOptions;
  /** A Postgres of its own, behind a proxy. */
  readonly ownPostgres?: boolean;
  /** Where its data or its log stand: a file system of fixed size. */
  readonly disk?: DiskOfPostgres;
  /** The intake is told where the data stands, as `npm start` does. */
  readonly watchesDisk?: boolean;
  /** What the machine lacks for this scenario; undefined: nothing. */
  needs?(): string | undefined;
  /** A Redis of its own, behind a proxy; runs are dispatched over it. */
  readonly ownRedis?: boolean;
  /** Deployed beside the demo's before anything happens; their events are sent with `stage.events`. */
  readonly flows?: readonly FlowDocument[];
  /** Faults of both remote sides while orders come in. */
  readonly remote?: Readonly<Record<string, number>>;
  /** Some runs end with a person, by design; `check` says how many. */
  readonly endsWithPersons?: boolean;
  /** Programs that may end by `SIGKILL` until the trouble is contained. */
  readonly mostKills?: number;
  readonly drainWithinMs?: number;
  /** What happens while orders are placed; resolves when the trouble is over. */
  act(stage: Stage): Promise<void>;
  /** A further figure of the plan: its text, and whether it holds. */
  check?(stage: Stage): Promise<{ readonly text: string; readonly holds: boolean }>;
  readonly ablation?: Ablation;
  /** Number of the row whose ablation switches off the safety that this row rests on too. */
  readonly sharesAblationOf?: string;
}

export interface Stage {
  readonly world: CrashWorld;
  readonly random: Random;
  readonly orders: number;
  readonly postgres: KillablePostgres | undefined;
  readonly redis: KillableService | undefined;
  /** Places orders with the shop, in bursts; resolves when all are placed, not when they are done. */
  place(count: number): Promise<void>;
  /** Sender of the scenario's own flows. */
  readonly events: OwnEvents;
  count(text: string): Promise<number>;
  rows<Row>(text: string): Promise<readonly Row[]>;
  evidence(): Promise<Evidence>;
  /** Ids of what a person did in the remote system without Penstock: not for the judge of Penstock. */
  readonly byHand: Set<string>;
  /** What this scenario has to remember between its acts. */
  readonly notes: Map<string, number>;
}

export interface KillableService {
  readonly proxy: KillablePostgres['proxy'];
  restart(): Promise<void>;
}

export interface Ablation {
  /** The safety that is switched off. */
  readonly title: string;
  readonly world: WorldOptions;
  /** More trouble than usual, so that it shows soon. */
  readonly remote?: Readonly<Record<string, number>>;
  readonly orders?: number;
  /** What the judge must find then; `kills`: more of them than the scenario allows; `check`: its own further figure no longer holds. */
  readonly shows: keyof Findings | 'stuck' | 'leak' | 'runs' | 'kills' | 'check';
}
