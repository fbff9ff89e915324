import { auditEntryColumns, auditHash, type AuditEntry } from './audit-entry';

/** Anything that runs SQL: a pool, a client, a data source wrapped. */
export interface AuditStatements {
  query<Row>(sql: string, values: readonly unknown[]): Promise<readonly Row[]>;
}

/** The end of the log as somebody noted it down elsewhere: what lies before it cannot be rewritten unnoticed. */
export interface AuditHead {
  readonly number: number;
  readonly hash: string;
}

export interface AuditFinding {
  readonly number: number;
  /** `changed`: an entry is not what was recorded. `missing`: one is gone. `moved`: one stands at another place. */
  readonly kind: 'changed' | 'missing' | 'moved';
  readonly words: string;
}

export interface AuditVerdict {
  readonly intact: boolean;
  readonly entries: number;
  /** Note it down outside the database: it is the proof for the next verification. Null for an empty log. */
  readonly head: AuditHead | null;
  readonly findings: readonly AuditFinding[];
}

const PAGE = 1000;
/** A log that somebody rewrote altogether would fill pages; the first findings say enough. */
const MOST_FINDINGS = 100;

const selectPage = `select ${auditEntryColumns} from audit_entry where organization_id = $1 and number > $2 order by number limit ${PAGE}`;
const selectHead = `select number::int as number, encode(hash, 'hex') as hash from audit_head where organization_id = $1`;
const selectNumberOfHash = `select number::int as number from audit_entry where organization_id = $1 and hash = decode($2, 'hex')`;

/**
 * Reads the whole log of an organisation in one snapshot's order and recomputes every link.
 * @param noted the end of the log as it was noted down at an earlier time.
 */
export async function verifyAuditLog(statements: AuditStatements, organizationId: string, noted?: AuditHead): Promise<AuditVerdict> {
  // The head first: entries that are appended meanwhile lie behind it and are verified as well.
  const [head] = await statements.query<AuditHead>(selectHead, [organizationId]);
  const walk = new ChainWalk(statements, organizationId, new Set([head?.number, noted?.number]));
  for (;;) {
    const page = await statements.query<AuditEntry>(selectPage, [organizationId, walk.lastNumber]);
    for (const entry of page) await walk.visit(entry);
    if (page.length < PAGE) break;
  }
  if (head) walk.expect(head, 'The log ends before the last entry that was recorded');
  if (noted) walk.expect(noted, 'The log is another one than when its end was noted down');
  const { last, entries, findings } = walk;
  return { intact: findings.length === 0, entries, head: last ? { number: last.number, hash: last.hash } : null, findings };
}

class ChainWalk {
  readonly findings: AuditFinding[] = [];
  entries = 0;
  last: AuditEntry | undefined;
  /** Of the heads that are expected in the end. */
  private readonly hashes = new Map<number, string>();

  constructor(
    private readonly statements: AuditStatements,
    private readonly organizationId: string,
    private readonly awaited: ReadonlySet<number | undefined>,
  ) {}

  get lastNumber(): number {
    return this.last?.number ?? 0;
  }

  async visit(entry: AuditEntry): Promise<void> {
    if (entry.number !== this.lastNumber + 1) this.find(this.lastNumber + 1, 'missing', missingWords(this.lastNumber + 1, entry.number - 1));
    else if (entry.previousHash !== (this.last?.hash ?? '')) await this.findBrokenLink(entry);
    else if (auditHash(entry) !== entry.hash) this.find(entry.number, 'changed', `Entry ${entry.number} is not what was recorded.`);
    this.entries += 1;
    this.last = entry;
    if (this.awaited.has(entry.number)) this.hashes.set(entry.number, entry.hash);
  }

  expect({ number, hash }: AuditHead, words: string): void {
    const found = this.hashes.get(number);
    if (found === hash || (number === 0 && hash === '')) return;
    this.find(number, found === undefined ? 'missing' : 'changed', `${words}: entry ${number} is ${found === undefined ? 'not there' : 'not the same'}.`);
  }

  /** An entry that stood behind the one its link names was moved; otherwise it, or the one before it, was changed. */
  private async findBrokenLink(entry: AuditEntry): Promise<void> {
    const [before] = await this.statements.query<{ number: number }>(selectNumberOfHash, [this.organizationId, entry.previousHash]);
    const number = before ? before.number + 1 : entry.previousHash === '' ? 1 : entry.number;
    const isMoved = number !== entry.number && auditHash({ ...entry, number }) === entry.hash;
    if (isMoved) this.find(entry.number, 'moved', `What stands at ${entry.number} was recorded at another place (as ${number}).`);
    else this.find(entry.number, 'changed', `Entry ${entry.number} does not follow from the one before it: one of the two was changed or exchanged.`);
  }

  private find(number: number, kind: AuditFinding['kind'], words: string): void {
    if (this.findings.length < MOST_FINDINGS) this.findings.push({ number, kind, words });
  }
}

const missingWords = (from: number, to: number): string => (from === to ? `Entry ${from} is missing.` : `Entries ${from} to ${to} are missing.`);
