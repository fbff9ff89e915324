import type { Block, FlowTree } from './flow-tree';
import type { SeededChoices } from './seeded-choices';

/** Values for the steps of one scope, by step id: what the flow reads and what the judge compares with. */
export interface Frame {
  readonly keys: Record<string, string>;
  readonly amounts: Record<string, string>;
  readonly flags: Record<string, string>;
  /** One frame for each item of a loop. */
  readonly items: Record<string, Frame[]>;
  readonly subs: Record<string, Frame>;
}

export interface PayloadParts {
  readonly flows: readonly FlowTree[];
  readonly choices: SeededChoices;
  /** Makes business keys of this event its own. */
  readonly prefix: string;
  readonly onKey: (key: string) => void;
}

export function frameOf(blocks: readonly Block[], parts: PayloadParts, path = ''): Frame {
  const frame: Frame = { keys: {}, amounts: {}, flags: {}, items: {}, subs: {} };
  fill(frame, blocks, { ...parts, path });
  return frame;
}

function fill(frame: Frame, blocks: readonly Block[], at: PayloadParts & { readonly path: string }): void {
  const { choices, path, prefix } = at;
  for (const block of blocks) {
    const { id } = block;
    switch (block.kind) {
      case 'write':
      case 'read':
        frame.keys[id] = `${prefix}-${path}${id}`;
        frame.amounts[id] = `${choices.between(1, 999)}.${choices.between(10, 99)}`;
        if (block.kind === 'write') at.onKey(frame.keys[id]);
        if (block.kind === 'write' && block.onError) fill(frame, block.onError, at);
        break;
      case 'filter':
        frame.flags[id] = choices.happens(0.7) ? 'yes' : 'no';
        break;
      case 'if':
        frame.flags[id] = choices.oneOf(['yes', 'no']);
        fill(frame, [...block.yes, ...block.no], at);
        break;
      case 'switch':
        frame.flags[id] = choices.oneOf(['c0', 'c1', 'else']);
        fill(frame, [...block.cases.flat(), ...block.other], at);
        break;
      case 'parallel':
        fill(frame, block.branches.flat(), at);
        break;
      case 'try':
        fill(frame, [...block.body, ...block.onError], at);
        break;
      case 'for-each':
        frame.items[id] = Array.from({ length: choices.between(0, 4) }, (_, index) => frameOf(block.body, at, `${path}${id}.${index}.`));
        break;
      case 'sub-flow':
        frame.subs[id] = frameOf(at.flows[block.flow]?.blocks ?? [], at, `${path}${id}.`);
        break;
      case 'wait':
        break;
    }
  }
}
