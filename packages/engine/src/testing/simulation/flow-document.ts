import type { FlowDocument, FlowStep, Port } from '@penstock/flow-model';
import { copy, flowOf, place } from '../engine-bench';
import { DECISIONS, type Block, type BlockOf, type FlowTree } from './flow-tree';

/** Ids of flows as the engine sees them. */
export const flowIdOf = (index: number): string => `flow-${index}`;
/** Payload path whose value names the lane. */
export const LANE_PATH = 'trigger.lane';

type Exit = readonly [from: string, port: Port];
type Line = readonly [from: string, to: string, port?: Port];
/** What fits every kind of step. */
type Base = { readonly id: string; readonly name: string; readonly parent?: string } & typeof place;

/** A tree of blocks as the document that the designer would store. */
export function documentOf(tree: FlowTree): FlowDocument {
  const writer = new DocumentWriter();
  writer.sequence(tree.blocks, { exits: [['trigger', 'default']], root: 'trigger' });
  const settings = { undo: [...tree.undo], ...(tree.deadlineSeconds !== undefined && { deadlineSeconds: tree.deadlineSeconds }) };
  return flowOf(writer.steps, writer.lines, settings);
}

interface At {
  readonly exits: readonly Exit[];
  readonly parent?: string;
  /** Where values of the steps come from: the trigger, or an item of the loop around. */
  readonly root: string;
}

class DocumentWriter {
  readonly steps: FlowStep[] = [];
  readonly lines: Line[] = [];

  sequence(blocks: readonly Block[], at: At): readonly Exit[] {
    return blocks.reduce((exits, block) => this.block(block, { ...at, exits }), at.exits);
  }

  private block(block: Block, at: At): readonly Exit[] {
    if (block.kind === 'parallel') return block.branches.flatMap((branch) => this.sequence(branch, at));
    const { id } = block;
    for (const [from, port] of at.exits) this.lines.push([from, id, port]);
    const base: Base = { id, name: id, ...place, ...(at.parent !== undefined && { parent: at.parent }) };
    const out = (blocks: readonly Block[], port: Port): readonly Exit[] => this.sequence(blocks, { ...at, exits: [[id, port]] });
    const equals = (value: string) => ({ left: `${at.root}.flags.${id}`, op: 'equals' as const, value });
    switch (block.kind) {
      case 'write':
        return this.write(block, base, at);
      case 'read':
        this.steps.push({ ...base, kind: 'action', connector: 'ledger', action: 'read', version: 1, slot: 'ledger', input: inputOf(at.root, id) });
        return [[id, 'default']];
      case 'filter':
        this.steps.push({ ...base, kind: 'filter', condition: equals('yes') });
        return [[id, 'default']];
      case 'if':
        this.steps.push({ ...base, kind: 'if', condition: equals('yes') });
        return [...out(block.yes, 'yes'), ...out(block.no, 'no')];
      case 'switch':
        this.steps.push({ ...base, kind: 'switch', cases: block.cases.map((_, index) => ({ id: `c${index}`, name: `Case ${index}`, condition: equals(`c${index}`) })) });
        return [...block.cases.flatMap((arm, index) => out(arm, `c${index}`)), ...out(block.other, 'default')];
      case 'for-each':
        this.steps.push({ ...base, kind: 'for-each', items: `${at.root}.items.${id}`, concurrency: block.concurrency, onItemError: block.stopsOnError ? 'stop' : 'continue' });
        this.sequence(block.body, { exits: [[id, 'each']], parent: id, root: `loop.${id}.item` });
        return [[id, 'default']];
      case 'try':
        this.steps.push({ ...base, kind: 'try', undo: [...block.undo] });
        this.sequence(block.body, { exits: [[id, 'body']], parent: id, root: at.root });
        return [[id, 'default'], ...out(block.onError, 'error')];
      case 'sub-flow':
        this.steps.push({ ...base, kind: 'sub-flow', flowId: flowIdOf(block.flow), wait: block.waits, input: { v: 1, rules: ['keys', 'amounts', 'flags', 'items'].map((part) => copy(part, `${at.root}.subs.${id}.${part}`)), tables: {} } });
        return [[id, 'default']];
      case 'wait':
        return this.wait(block, base);
    }
  }

  private write(block: BlockOf<'write'>, base: Base, at: At): readonly Exit[] {
    const { id, action, timeoutSeconds, onError } = block;
    const step = { ...base, kind: 'action' as const, connector: 'ledger', action, version: 1, slot: 'ledger', input: inputOf(at.root, id) };
    this.steps.push(timeoutSeconds === undefined ? step : { ...step, timeoutSeconds });
    const handled = onError ? this.sequence(onError, { ...at, exits: [[id, 'error']] }) : [];
    return [[id, 'default'], ...handled];
  }

  private wait({ id, wait, seconds }: BlockOf<'wait'>, base: Base): readonly Exit[] {
    switch (wait) {
      case 'duration':
        this.steps.push({ ...base, kind: 'wait', wait: { kind: 'duration', seconds } });
        return [[id, 'default']];
      case 'callback':
        this.steps.push({ ...base, kind: 'wait', wait: { kind: 'callback', timeoutSeconds: seconds } });
        return [[id, 'default'], [id, 'timeout']];
      case 'decision': {
        const choices = DECISIONS.map((choice) => ({ id: choice, label: choice }));
        this.steps.push({ ...base, kind: 'wait', wait: { kind: 'decision', question: 'Go on?', choices, show: [], timeoutSeconds: seconds } });
        // Only “no” ends the branch.
        return [[id, 'yes'], [id, 'timeout']];
      }
    }
  }
}

const inputOf = (root: string, id: string) => ({ v: 1 as const, rules: [copy('key', `${root}.keys.${id}`), copy('amount', `${root}.amounts.${id}`)], tables: {} });
