import type { LedgerWrite } from '../ledger-connector';
import type { SeededChoices } from './seeded-choices';

/**
 * A flow as a tree of blocks: what the generator makes, what is turned into a flow document for the engine, and what
 * the judge walks through by itself to know what should have happened.
 */
export type Block =
  | { readonly kind: 'write'; readonly id: string; readonly action: LedgerWrite; readonly timeoutSeconds: number | undefined; readonly onError: readonly Block[] | undefined }
  | { readonly kind: 'read'; readonly id: string }
  | { readonly kind: 'if'; readonly id: string; readonly yes: readonly Block[]; readonly no: readonly Block[] }
  | { readonly kind: 'switch'; readonly id: string; readonly cases: readonly (readonly Block[])[]; readonly other: readonly Block[] }
  | { readonly kind: 'filter'; readonly id: string }
  | { readonly kind: 'parallel'; readonly id: string; readonly branches: readonly (readonly Block[])[] }
  | { readonly kind: 'for-each'; readonly id: string; readonly concurrency: number; readonly stopsOnError: boolean; readonly body: readonly Block[] }
  | { readonly kind: 'try'; readonly id: string; readonly body: readonly Block[]; readonly undo: readonly string[]; readonly onError: readonly Block[] }
  | { readonly kind: 'sub-flow'; readonly id: string; readonly flow: number; readonly waits: boolean }
  | { readonly kind: 'wait'; readonly id: string; readonly wait: 'duration' | 'callback' | 'decision'; readonly seconds: number };
export type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

export interface FlowTree {
  readonly blocks: readonly Block[];
  /** Steps at the top that are undone when the run is cancelled. */
  readonly undo: readonly string[];
  readonly deadlineSeconds: number | undefined;
  readonly lane: 'none' | 'holds' | 'passes';
}

export const DECISIONS = ['yes', 'no'] as const;
const MOST_BLOCKS = 14;

/** Makes the flows of one simulation. Flow 0 may be called by the others and calls none itself. */
export class FlowGenerator {
  private last = 0;
  private left = 0;

  constructor(private readonly choices: SeededChoices) {}

  flow(isCallable: boolean): FlowTree {
    const { choices } = this;
    this.left = choices.between(2, isCallable ? 4 : MOST_BLOCKS);
    const blocks = this.sequence({ depth: 0, isInLoop: false, mayCall: !isCallable, mayEnd: true });
    const books = writesAtTop(blocks);
    return {
      blocks,
      undo: choices.happens(0.3) ? books : [],
      deadlineSeconds: choices.happens(0.25) ? choices.between(30, 400) : undefined,
      lane: isCallable ? 'none' : choices.oneOf(['none', 'none', 'holds', 'passes'] as const),
    };
  }

  private sequence(at: Place): Block[] {
    const blocks: Block[] = [];
    const length = this.choices.between(1, at.depth === 0 ? 4 : 2);
    for (let count = 0; count < length && this.left > 0; count += 1) blocks.push(this.block(at));
    return blocks.length > 0 ? blocks : [this.write(at)];
  }

  private block(at: Place): Block {
    this.left -= 1;
    const inner = { ...at, depth: at.depth + 1 };
    const leaf = ['write', 'write', 'write', 'read', 'wait', ...(at.mayCall ? ['sub-flow'] : []), ...(at.mayEnd ? ['filter'] : [])];
    const kind = this.choices.oneOf(at.depth >= 3 ? leaf : [...leaf, 'if', 'switch', 'parallel', 'parallel', 'try', ...(at.isInLoop ? [] : ['for-each'])]);
    const id = this.id(kind);
    switch (kind) {
      case 'read':
        return { kind, id };
      case 'filter':
        return { kind, id };
      case 'if':
        return { kind, id, yes: this.sequence(inner), no: this.choices.happens(0.5) ? [] : this.sequence(inner) };
      case 'switch':
        return { kind, id, cases: [this.sequence(inner), this.sequence(inner)], other: this.choices.happens(0.5) ? [] : this.sequence(inner) };
      case 'parallel':
        return { kind, id, branches: Array.from({ length: this.choices.between(2, 3) }, () => this.sequence(inner)) };
      case 'for-each':
        return { kind, id, concurrency: this.choices.oneOf([1, 1, 2, 4]), stopsOnError: this.choices.happens(0.5), body: this.sequence({ ...inner, isInLoop: true, mayCall: false }) };
      case 'try': {
        const body = this.sequence({ ...inner, mayEnd: false });
        return { kind, id, body, undo: this.choices.happens(0.7) ? writesAtTop(body).reverse() : [], onError: [this.write({ ...inner, mayCatch: false })] };
      }
      case 'sub-flow':
        return { kind, id, flow: 0, waits: this.choices.happens(0.7) };
      case 'wait':
        return { kind, id, wait: this.choices.oneOf(['duration', 'callback', 'decision'] as const), seconds: this.choices.between(5, 120) };
      default:
        return this.write(at);
    }
  }

  private write({ mayCatch = true }: Place): BlockOf<'write'> {
    const { choices } = this;
    const action = choices.oneOf(['book', 'book', 'book', 'post', 'notify', 'mail'] as const);
    const onError = mayCatch && choices.happens(0.2) ? [this.write({ mayCatch: false } as Place)] : undefined;
    return { kind: 'write', id: this.id(action), action, timeoutSeconds: choices.happens(0.3) ? choices.between(1, 20) : undefined, onError };
  }

  private id(kind: string): string {
    this.last += 1;
    return `${kind}${this.last}`;
  }
}

interface Place {
  readonly depth: number;
  readonly isInLoop: boolean;
  readonly mayCall: boolean;
  /** A branch may end here without a problem. */
  readonly mayEnd: boolean;
  readonly mayCatch?: boolean;
}

/** Steps of one scope (arms and branches belong to it) that can be undone. */
function writesAtTop(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'write':
        return block.action === 'book' ? [block.id] : [];
      case 'if':
        return [...writesAtTop(block.yes), ...writesAtTop(block.no)];
      case 'switch':
        return [...block.cases.flatMap(writesAtTop), ...writesAtTop(block.other)];
      case 'parallel':
        return block.branches.flatMap(writesAtTop);
      default:
        return [];
    }
  });
}
