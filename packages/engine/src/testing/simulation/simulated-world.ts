import type { FlowDocument } from '@penstock/flow-model';
import { sequentialIds, stringifyJson, type EnvironmentId, type EventId, type FlowVersionId, type IntakeSourceId, type Json, type OrganizationId } from '@penstock/kernel';
import type { EngineTimings } from '../../core/timings';
import type { NewEvent } from '../../ports/run-store';
import { MemoryDatabase } from '../memory-database';
import { timingsWith, type Ablation } from './ablations';
import { ratesOf, Storm } from './fault-plan';
import { Findings } from './findings';
import { documentOf, flowIdOf, LANE_PATH } from './flow-document';
import { frameOf, type Frame } from './flow-payload';
import { FlowGenerator, type FlowTree } from './flow-tree';
import { judge } from './judge';
import { SafetyWatch } from './safety-watch';
import { SeededChoices } from './seeded-choices';
import type { SimulationResult } from './simulate';
import { simulatedConnector } from './simulated-connector';
import { SimulatedPeople } from './simulated-people';
import { SimulatedProcess } from './simulated-process';
import { SimulatedRemote } from './simulated-remote';
import { simulatedStore, type StoreParts } from './simulated-store';
import { SimulatedWorker } from './simulated-worker';
import { START_OF_TIME, VirtualTime } from './virtual-time';

export interface WorldOptions {
  readonly seed: number;
  readonly ablation: Ablation | undefined;
  readonly isTraced: boolean;
  readonly base: EngineTimings;
}

interface Source {
  readonly id: IntakeSourceId;
  readonly flows: readonly number[];
}

const LONGEST_DRAIN_MS = 3 * 3_600_000;
const MOST_STEPS = 400_000;
const LAST_DELIVERY_MS = 60_000;

/** The world of one seed: a database, a remote system, some workers, senders and people; a storm, then calm. */
export class SimulatedWorld {
  private readonly choices: SeededChoices;
  private readonly time: VirtualTime;
  private readonly storm: Storm;
  private readonly ids = sequentialIds();
  private readonly findings = new Findings();
  private readonly trace: string[] = [];
  private readonly database: MemoryDatabase;
  private readonly remote: SimulatedRemote;
  private readonly watch: SafetyWatch;
  private readonly people: SimulatedPeople;
  private readonly timings: EngineTimings;
  private readonly trees: FlowTree[];
  private readonly documents: ReadonlyMap<string, FlowDocument>;
  private readonly sources: Source[] = [];
  private readonly deliveries = new Map<string, { isAcknowledged: boolean; readonly listeners: number }>();
  private readonly givenKeys = new Set<string>();
  private readonly workers: SimulatedWorker[] = [];
  private readonly processes: SimulatedProcess[] = [];
  private incarnations = 0;
  private readonly organizationId = this.ids.next() as OrganizationId;
  private readonly environmentId = this.ids.next() as EnvironmentId;

  constructor(private readonly options: WorldOptions) {
    const { seed, ablation, base } = options;
    this.choices = new SeededChoices(seed, 0);
    this.time = new VirtualTime(new SeededChoices(seed, 1));
    this.storm = new Storm(ratesOf(new SeededChoices(seed, 2)), new SeededChoices(seed, 3));
    this.timings = timingsWith(ablation, base);
    this.database = new MemoryDatabase(this.time, this.ids);
    this.remote = new SimulatedRemote(this.time, this.storm, new SeededChoices(seed, 4));
    this.watch = new SafetyWatch(this.database, this.remote, this.findings);
    const generator = new FlowGenerator(new SeededChoices(seed, 5));
    this.trees = [generator.flow(true), ...Array.from({ length: this.choices.between(1, 3) }, () => generator.flow(false))];
    this.documents = new Map(this.trees.map((tree, index) => [flowIdOf(index), documentOf(tree)]));
    this.people = this.createPeople();
    this.subscribe();
  }

  async run(): Promise<void> {
    const { time, storm, choices } = this;
    for (let seat = 0; seat < choices.between(2, 3); seat += 1) this.startWorker(seat, 0);
    this.people.start();
    this.sendEvents();
    time.at(choices.between(LAST_DELIVERY_MS + 5_000, 300_000), null, () => {
      storm.isOver = true;
      this.note('the storm is over');
    });
    const end = START_OF_TIME + 300_000 + LONGEST_DRAIN_MS;
    await time.run(() => (storm.isOver && this.isQuiet()) || time.now() > end || time.executed > MOST_STEPS);
    for (const process of this.processes) process.die();
    judge({ ...this, treeOf: (flowId) => this.treeOf(flowId), answers: this.people.answers, database: this.database, remote: this.remote, findings: this.findings, deliveries: this.deliveries, givenKeys: this.givenKeys });
  }

  result(): SimulationResult {
    const { options, findings, storm, database, remote, time, trace } = this;
    return { seed: options.seed, findings: findings.list, faults: storm.counts, runs: database.runs.size, deeds: remote.deeds.length, steps: time.executed, virtualMs: time.monotonic(), trace };
  }

  private isQuiet(): boolean {
    const { deliveries, database } = this;
    for (const { isAcknowledged } of deliveries.values()) if (!isAcknowledged) return false;
    for (const { queue } of database.runs.values()) if (queue) return false;
    return true;
  }

  private treeOf(flowId: string): FlowTree {
    return this.trees[Number(flowId.split('-')[1])]!;
  }

  private note(what: string): void {
    if (this.options.isTraced) this.trace.push(`${(this.time.monotonic() / 1_000).toFixed(3)} ${what}`);
  }

  private subscribe(): void {
    const callable = this.trees.map((_, index) => index).slice(1);
    const versions = (flow: number) => ({ flowId: flowIdOf(flow), flowVersionId: flowIdOf(flow) as FlowVersionId });
    this.database.subscriptions.push({ intakeSourceId: this.ids.next() as IntakeSourceId, ...versions(0) });
    for (const flow of callable) {
      // One event may start a run in each of two flows.
      const flows = this.choices.happens(0.2) ? [flow, ...callable.filter((other) => other > flow).slice(0, 1)] : [flow];
      const id = this.ids.next() as IntakeSourceId;
      this.sources.push({ id, flows });
      for (const each of flows) {
        const { lane } = this.trees[each]!;
        this.database.subscriptions.push({ intakeSourceId: id, ...versions(each), ...(lane !== 'none' && { lane: { name: `${flowIdOf(each)}`, path: LANE_PATH, skips: lane === 'passes' } }) });
      }
    }
  }

  private startWorker(seat: number, afterMs: number): void {
    const { time, choices, storm, database, options, timings, ids, remote, watch, documents } = this;
    this.incarnations += 1;
    const process = new SimulatedProcess(`w${seat}.${this.incarnations}`, time, choices);
    time.at(afterMs, null, () => {
      const restart = (why: string) => {
        if (process.isDead) return;
        process.die();
        this.note(`${process.name} ${why}`);
        this.startWorker(seat, choices.between(500, 20_000));
      };
      const onOperation: StoreParts['onOperation'] = (operation) => this.strike(process, operation, restart);
      const store = simulatedStore({ process, database, times: timings, storm, choices, watch, onOperation, comparesEpochs: options.ablation !== 'epoch-not-compared', trace: (what) => this.note(what) });
      const connector = simulatedConnector(process, remote, { asksRemote: options.ablation !== 'resend-without-look-up' });
      const worker = new SimulatedWorker({ process, store, time, ids, random: choices, choices, storm, timings, connector, documents, fencesItself: options.ablation !== 'no-self-fence', onLost: () => restart('has lost its lease') });
      this.workers[seat] = worker;
      this.processes[seat] = process;
      this.note(`${process.name} starts`);
      void worker.start();
    });
  }

  /** A process may die or stand still around anything it asks of the database: before, while or after it is answered. */
  private strike(process: SimulatedProcess, { name, intends }: Parameters<StoreParts['onOperation']>[0], restart: (why: string) => void): void {
    const { storm, choices, time } = this;
    if (name !== 'commit' && name !== 'claim') return;
    const afterMs = choices.next() * (choices.happens(0.8) ? 8 : 1_000);
    if (storm.strikes('crash')) {
      time.at(afterMs, process, () => {
        storm.count('worker crashed');
        restart('crashes');
      });
    }
    if (storm.strikes('freeze')) {
      time.at(afterMs, null, () => {
        if (process.isDead) return;
        // The dangerous one: between an intent and its sending, until everything has been settled elsewhere.
        const isLong = choices.happens(intends ? 0.7 : 0.2);
        const forMs = isLong ? choices.between(150_000, 300_000) : choices.oneOf([choices.between(500, 12_000), choices.between(15_000, 60_000)]);
        storm.count(forMs > this.timings.workerLeaseMs ? 'worker stood still past its lease' : 'worker stood still');
        this.note(`${process.name} stands still for ${forMs} ms`);
        process.standStill(forMs);
      });
    }
  }

  private createPeople(): SimulatedPeople {
    const { time, database, storm, remote, options } = this;
    const choices = new SeededChoices(options.seed, 6);
    const process = new SimulatedProcess('people', time, choices);
    // People and callers outside press the button again until it works: their line has no faults.
    const calm = new Storm(storm.rates, choices);
    calm.isOver = true;
    const store = simulatedStore({ process, database, times: this.timings, storm: calm, choices, watch: this.watch, onOperation: () => undefined, comparesEpochs: true, trace: (what) => this.note(what) });
    return new SimulatedPeople({ time, database, store, remote, storm, choices, checksWords: options.ablation !== 'word-without-look-up', onWord: (runId) => this.watch.personSpoke(runId), onGivenUp: (runId, key) => this.watch.personGaveUp(runId, key), treeOf: (flowId) => this.treeOf(flowId), trace: (what) => this.note(what) });
  }

  private sendEvents(): void {
    const { choices } = this;
    const payloads: { readonly source: Source; readonly frame: Frame }[] = [];
    const count = choices.between(1, 10);
    for (let number = 1; number <= count; number += 1) {
      const again = payloads.length > 0 && choices.happens(0.15) ? choices.oneOf(payloads) : undefined;
      const mayRepeat = again?.source.flows.every((flow) => !undoes(this.trees, flow));
      const source = again && mayRepeat ? again.source : choices.oneOf(this.sources);
      const frame = again && mayRepeat ? again.frame : this.aFrame(source.flows, `E${number}`);
      payloads.push({ source, frame });
      this.send({ source, frame, dedupeKey: `E${number}` });
    }
  }

  private aFrame(flows: readonly number[], prefix: string): Frame {
    const { choices, remote, givenKeys } = this;
    const refused = choices.happens(0.4) ? 0.25 : 0;
    const onKey = (key: string) => {
      givenKeys.add(key);
      if (choices.happens(refused)) remote.refusedKeys.add(key);
    };
    return frameOf(flows.flatMap((flow) => this.trees[flow]!.blocks), { flows: this.trees, choices, prefix, onKey });
  }

  /** The sender repeats until it is told that the event was taken, and sometimes although it was. */
  private send({ source, frame, dedupeKey }: { readonly source: Source; readonly frame: Frame; readonly dedupeKey: string }): void {
    const { choices, time, storm, deliveries, ids, organizationId, environmentId } = this;
    const delivery = { isAcknowledged: false, listeners: source.flows.length };
    deliveries.set(dedupeKey, delivery);
    const lane = choices.oneOf(['A', 'B']);
    const event = (): NewEvent => ({
      id: ids.next() as EventId, organizationId, environmentId, intakeSourceId: source.id, path: 'orders', channel: '', dedupeKey,
      payload: stringifyJson({ ...frame, lane } as unknown as Json), labels: '{}', lanes: { [LANE_PATH]: lane }, claim: choices.happens(0.5),
    });
    const deliver = () => {
      if (!delivery.isAcknowledged) time.at(choices.between(3_000, 15_000), null, deliver);
      void this.deliver(event()).then((isTaken) => (delivery.isAcknowledged ||= isTaken));
    };
    const firstMs = choices.between(0, LAST_DELIVERY_MS);
    time.at(firstMs, null, deliver);
    for (let copy = 0; copy < 3; copy += 1) {
      if (!storm.strikes('repeatedDelivery')) continue;
      storm.count('delivery repeated');
      time.at(choices.happens(0.5) ? firstMs + choices.next() * 10 : choices.between(0, LAST_DELIVERY_MS), null, () => void this.deliver(event()).then((isTaken) => (delivery.isAcknowledged ||= isTaken)));
    }
  }

  private async deliver(event: NewEvent): Promise<boolean> {
    const seat = this.choices.between(0, this.workers.length - 1);
    return (await this.workers[seat]?.accept(event)) ?? false;
  }
}

/** Does a flow, or one it calls, undo anything? */
function undoes(trees: readonly FlowTree[], flow: number): boolean {
  const { undo, blocks } = trees[flow]!;
  const text = JSON.stringify(blocks);
  return undo.length > 0 || text.includes('"undo":["') || (text.includes('"sub-flow"') && undoes(trees, 0));
}
