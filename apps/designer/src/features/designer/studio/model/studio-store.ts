import type { Suggestion } from '@penstock/mapping';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ListReduction, OnFilled } from './map-field';
import { noLineage, type FieldRef, type Lineage } from './mapping-links';

export type Side = 'source' | 'target';
export type DockTab = 'preview' | 'problems' | 'suggestions' | 'tests' | 'variables' | 'diff';
/** `since-3`: what is made in another way than in version 3. */
export type TargetFilter =
  'all' | 'mapped' | 'unmapped' | 'required' | 'problems' | 'suggested' | 'filled' | `since-${number}`;
export type SourceFilter = 'all' | 'used' | 'unused' | 'sampled';

/** A question somebody has to answer before a source is mapped. */
export interface OpenQuestion {
  readonly kind: 'ask-filled' | 'ask-list';
  readonly source: string;
  readonly target: string;
  readonly onFilled?: OnFilled;
  readonly reduction?: ListReduction;
}

/** What is looked at and half done in one open studio; the document itself is in the editor's store. */
export interface StudioState {
  readonly view: 'lines' | 'table';
  readonly isDense: boolean;
  readonly dock: DockTab | null;
  readonly collapsed: Readonly<Record<Side, ReadonlySet<string>>>;
  readonly search: Readonly<Record<Side, string>>;
  readonly targetFilter: TargetFilter;
  readonly sourceFilter: SourceFilter;
  /** The row the keyboard is at, by side. */
  readonly active: Readonly<Record<Side, string | null>>;
  /** The source that the next Enter on a target maps. */
  readonly picked: string | null;
  readonly hovered: FieldRef | null;
  /** The row that was gone to last, on either side. */
  readonly focused: FieldRef | null;
  /** What the hovered field, or else the focused one, has to do with. */
  readonly lineage: Lineage;
  readonly dragged: { readonly source: string; readonly over: string | null } | null;
  /** The target whose cell is typed into, and what it starts with. */
  readonly typing: { readonly target: string; readonly start: string } | null;
  readonly question: OpenQuestion | null;
  /** Two objects dropped on each other: their fields of the same name are proposed. */
  readonly proposed: { readonly source: string; readonly target: string } | null;
  /** Column names that are being pasted, to be read as suggestions; null when none are. */
  readonly pasting: string | null;
  /** What was made of the last ones. */
  readonly pasted: readonly Suggestion[];
  /** The record values are shown of; null: the newest. */
  readonly recordId: string | null;
  /** A target that is to be scrolled into view. */
  readonly revealed: string | null;
  /** For people who hear the page. */
  readonly said: string;
  set(change: Partial<Omit<StudioState, 'set' | 'toggle' | 'collapse' | 'activate'>>): void;
  toggle(side: Side, key: string): void;
  collapse(side: Side, keys: Iterable<string>): void;
  activate(side: Side, key: string | null): void;
}

export type StudioStore = StoreApi<StudioState>;

const nothing: ReadonlySet<string> = new Set();

/** One per open studio. */
export function createStudioStore(target: string | null): StudioStore {
  return createStore<StudioState>()((set) => ({
    view: 'lines',
    isDense: false,
    dock: null,
    collapsed: { source: nothing, target: nothing },
    search: { source: '', target: '' },
    targetFilter: 'all',
    sourceFilter: 'all',
    active: { source: null, target },
    picked: null,
    hovered: null,
    focused: target === null ? null : { side: 'target', key: target },
    lineage: noLineage,
    dragged: null,
    typing: null,
    question: null,
    proposed: null,
    pasting: null,
    pasted: [],
    recordId: null,
    revealed: target,
    said: '',
    set: (change) => set(change),
    toggle: (side, key) =>
      set(({ collapsed }) => ({ collapsed: { ...collapsed, [side]: toggled(collapsed[side], key) } })),
    collapse: (side, keys) => set(({ collapsed }) => ({ collapsed: { ...collapsed, [side]: new Set(keys) } })),
    activate: (side, key) =>
      set(({ active }) => ({ active: { ...active, [side]: key }, focused: key === null ? null : { side, key } })),
  }));
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}
