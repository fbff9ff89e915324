import { confirmFinding, insertFinding, resolveFinding, standingFindings } from '@penstock/database';
import { schemaChanges, standingChange, type FieldFacts, type SchemaChange, type StandingChange, type UsePlace } from '@penstock/flow-model';
import type { WritingTools } from './keep-snapshot';
import type { SeenSubject } from './subject';

interface Standing {
  readonly id: string;
  readonly subject: string;
  readonly change: SchemaChange;
  readonly places: readonly UsePlace[];
}

const keyOf = (subject: string, { kind, path }: SchemaChange): string => `${subject}\n${kind}\n${path}`;

/** The findings of one environment during a check: what is new is entered, what stands is confirmed, what is over is resolved. */
export class FindingBook {
  private readonly done = new Set<string>();

  private constructor(
    private readonly tools: WritingTools,
    private readonly standing: ReadonlyMap<string, Standing>,
    private readonly unread: ReadonlySet<string>,
  ) {}

  /** `unread`: flows in use of which nothing is known this time, what they feel stays as it is. */
  static async open(tools: WritingTools, unread: ReadonlySet<string>): Promise<FindingBook> {
    const { rows } = await tools.client.query<Standing>({ ...standingFindings, values: [tools.environmentId, tools.organizationId] });
    return new FindingBook(tools, new Map(rows.map((row) => [keyOf(row.subject, row.change), row])), unread);
  }

  /** `before` is undefined at the first look: there is nothing to compare with. */
  async enter(subject: SeenSubject, before: readonly FieldFacts[] | undefined): Promise<void> {
    const { key, facts: now, side } = subject;
    const fresh = before ? schemaChanges({ before, now, side }) : [];
    const news = new Map(fresh.map((change) => [keyOf(key, change), change]));
    for (const [name, { change, subject: of }] of this.standing) if (of === key && !news.has(name)) news.set(name, change);
    for (const [name, change] of news) await this.settle(subject, { name, change, isFresh: fresh.includes(change) });
  }

  /** What belongs to nothing in use any more is over; what could not be looked at stays. */
  async close(unseen: readonly string[]): Promise<void> {
    for (const [name, former] of this.standing) {
      const { id, subject } = former;
      if (this.done.has(name) || this.placesUnread(former).length > 0 || unseen.some((keys) => subject.startsWith(keys))) continue;
      await this.resolve(id);
    }
  }

  private async settle(subject: SeenSubject, { name, change, isFresh }: { readonly name: string; readonly change: SchemaChange; readonly isFresh: boolean }): Promise<void> {
    const former = this.standing.get(name);
    const felt = standingChange(former ? together(former.change, change) : change, { now: subject.facts, uses: subject.uses });
    this.done.add(name);
    const unread = former ? this.placesUnread(former) : [];
    if (!felt) return former && unread.length === 0 ? this.resolve(former.id) : undefined;
    if (!former) return this.insert(subject, felt);
    await this.tools.client.query({ ...confirmFinding, values: [former.id, JSON.stringify(felt.change), JSON.stringify([...felt.places, ...unread]), this.tools.now, isFresh && !isKnown(former.change, felt.change)] });
  }

  private placesUnread({ places }: Standing): readonly UsePlace[] {
    return places.filter(({ flowId }) => this.unread.has(flowId));
  }

  private async insert({ key, kind, title, connectionId }: SeenSubject, { change, places }: StandingChange): Promise<void> {
    const { client, ids, now, organizationId, environmentId } = this.tools;
    const values = [ids.next(), organizationId, environmentId, connectionId, key, kind, title, change.kind, change.path, JSON.stringify(change), JSON.stringify(places), now];
    await client.query({ ...insertFinding, values });
  }

  private async resolve(id: string): Promise<void> {
    await this.tools.client.query({ ...resolveFinding, values: [id, this.tools.now] });
  }
}

/** Values that came new before and values that come new now are all new to the flows; the first type is the one they know. */
function together(former: SchemaChange, change: SchemaChange): SchemaChange {
  if (former.kind === 'values' && change.kind === 'values') return { ...change, values: [...new Set([...former.values, ...change.values])] };
  return former.kind === 'type' && change.kind === 'type' ? { ...change, before: former.before } : change;
}

/** Whether nothing has been added to what people may have decided about. */
function isKnown(former: SchemaChange, now: SchemaChange): boolean {
  if (former.kind === 'values' && now.kind === 'values') return now.values.every((value) => former.values.includes(value));
  return former.kind !== 'type' || now.kind !== 'type' || former.now === now.now;
}
