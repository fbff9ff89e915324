import type { Suggestion } from '@penstock/mapping';
import { strings } from '../strings';
import { isLeaf, keyOf, type FieldNode, type FieldTree } from './field-tree';
import { isFitting, type SuggestionCandidate } from './use-suggestions';

/** `order`: the first name for the first open target, and so on; `meaning`: what the matcher says of each. */
export type ColumnMode = 'order' | 'meaning';

export interface ColumnQuestion {
  readonly text: string;
  readonly mode: ColumnMode;
  readonly sources: FieldTree;
  readonly targets: FieldTree;
  readonly isFilled: (target: string) => boolean;
  /** In order, the targets are counted from here on; null: from the first. */
  readonly from: string | null;
  /** By target path, the likeliest first. */
  readonly candidates: Readonly<Record<string, readonly SuggestionCandidate[]>>;
}

export interface ColumnPairs {
  readonly pairs: readonly Suggestion[];
  /** Names that are no field, or have no target. */
  readonly left: readonly string[];
}

/** Pasted column names as suggestions: nothing is mapped by pasting. Two columns a line say source and target themselves. */
export function columnPairs(question: ColumnQuestion): ColumnPairs {
  const findSource = finder(question.sources);
  const findTarget = finder(question.targets);
  const taken = new Set<string>();
  const nextTarget = targetChooser(question, taken);
  const left: string[] = [];
  const pairs = rowsOf(question.text).flatMap(([name = '', named]): Suggestion[] => {
    const source = findSource(name);
    const chosen = named === undefined ? source && nextTarget(source) : said(findTarget(named));
    if (
      !source ||
      !chosen ||
      !isOpen(question, taken, chosen.key) ||
      !isFitting({ source: source.path, target: chosen.key })
    ) {
      left.push(named === undefined ? name : `${name} → ${named}`);
      return [];
    }
    taken.add(chosen.key);
    const { key: target, confidence } = chosen;
    return [
      {
        source: source.path,
        target,
        confidence,
        tier: confidence >= sureEnough ? 'preticked' : 'listed',
        reason: strings.pasted,
      },
    ];
  });
  return { pairs, left };
}

/** From here on a pair is ticked before anybody has looked at it, as the matcher's own are. */
const sureEnough = 0.85;

interface ChosenTarget {
  readonly key: string;
  readonly confidence: number;
}

/** What somebody names is not a guess. */
const said = (node: FieldNode | undefined): ChosenTarget | undefined => node && { key: node.key, confidence: 1 };

const isOpen = ({ isFilled }: ColumnQuestion, taken: ReadonlySet<string>, target: string): boolean =>
  !taken.has(target) && !isFilled(target);

type Row = readonly [name: string, target?: string];

/** One name a line, or two with a tab between; a single line of many names is a header out of a sheet or a CSV file. */
function rowsOf(text: string): readonly Row[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [header = '', ...more] = lines;
  const names =
    more.length > 0
      ? []
      : header
          .split(/[\t,;]/)
          .map((name) => name.trim())
          .filter(Boolean);
  if (names.length > 2 || (names.length === 2 && !header.includes('\t'))) return names.map((name) => [name]);
  return lines.map((line): Row => {
    const [name = '', target] = line.split('\t').map((cell) => cell.trim());
    return target ? [name, target] : [name];
  });
}

/** The target for a source whose line names none. */
function targetChooser(
  question: ColumnQuestion,
  taken: ReadonlySet<string>,
): (source: FieldNode) => ChosenTarget | undefined {
  const { mode, targets, isFilled, from, candidates } = question;
  const start = from === null ? 0 : (targets.positions.get(from) ?? 0);
  const open = targets.nodes.filter(({ key }, at) => isLeaf(targets, at) && !isFilled(key));
  if (mode === 'order') {
    const inOrder = open.filter(({ key }) => (targets.positions.get(key) ?? 0) >= start);
    return () => said(inOrder.find(({ key }) => !taken.has(key)));
  }
  return (source) => {
    const sure = ({ key, name }: FieldNode): number =>
      plain(name) === plain(source.name)
        ? 1
        : (candidates[key]?.find((candidate) => keyOf(candidate.source) === source.key)?.confidence ?? 0);
    const fitting = open
      .filter(({ key }) => !taken.has(key))
      .map((node) => ({ key: node.key, confidence: sure(node) }))
      .filter(({ confidence }) => confidence > 0);
    return fitting.sort((a, b) => b.confidence - a.confidence)[0];
  };
}

/** By its whole path, or by its name where only one field is called so. */
function finder(tree: FieldTree): (name: string) => FieldNode | undefined {
  const leaves = tree.nodes.filter((node, at) => isLeaf(tree, at));
  return (name) => {
    const at = tree.positions.get(keyOf(name));
    if (at !== undefined) return tree.nodes[at];
    const called = leaves.filter((node) => plain(node.name) === plain(name) || plain(node.title) === plain(name));
    return called.length === 1 ? called[0] : undefined;
  };
}

/** Whatever the case and the separators. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\d]/gu, '');
