import type { Json, JsonObject } from '@penstock/kernel';
import {
  evaluateCondition,
  previewMapping,
  type JsonSchema,
  type MappingDocument,
  type MappingProblem,
  type Scope,
  type SourceSchemas,
  type Suggestion,
} from '@penstock/mapping';
import type { SchemaField } from '../../../../shared/forms/schema-fields';
import { valueOf } from '../../mapping/model/sample-values';
import type { SourceNode } from '../../mapping/model/source-tree';
import type { FieldTree } from './field-tree';
import { linksOf, type FieldLink } from './mapping-links';
import { placesByTarget, rulePlaces, type RulePlace } from './rule-places';
import { freeFields, targetFields } from './target-fields';
import type { StudioRecord } from './studio-records';
import type { StudioSuggestions } from './use-suggestions';
import { targetStates, type TargetStates } from './target-states';

/** Everything the studio shows of one mapping, worked out from the document and one record. */
export interface StudioModel {
  readonly mapping: MappingDocument;
  readonly sources: FieldTree;
  readonly sourceNodes: readonly SourceNode[];
  readonly targets: FieldTree;
  /** Of the target's schema; null where people name the targets. */
  readonly fields: readonly SchemaField[] | null;
  readonly sample: Scope;
  readonly places: readonly RulePlace[];
  readonly placeOf: ReadonlyMap<string, RulePlace>;
  readonly links: readonly FieldLink[];
  /** Keys of the sources that values are made of. */
  readonly usedSources: ReadonlySet<string>;
  readonly states: TargetStates;
  readonly problems: readonly MappingProblem[];
  /** Why rules do not work, on their rows, by rule id. */
  readonly problemOf: ReadonlyMap<string, string>;
  /** What the mapping makes of the record, as far as it can. */
  readonly output: JsonObject | undefined;
  /** What is known of the sources, by the first name of a path. */
  readonly schemas: SourceSchemas;
  /** Of the target; null where people name the targets. */
  readonly schema: JsonSchema | null;
  /** Records the mapping can be tried on, and the one it is tried on. */
  readonly records: readonly StudioRecord[];
  readonly record: StudioRecord;
  readonly suggestions: StudioSuggestions;
  /** Those that could be accepted now, by target key. */
  readonly suggestionOf: ReadonlyMap<string, Suggestion>;
  /** Changes the document; `label` names the change for undo, edits with the same gesture are undone together. */
  edit(mapping: MappingDocument, label: string, gesture?: string): void;
  undo(): void;
}

export interface CheckedMapping {
  readonly problems: readonly MappingProblem[];
  readonly problemOf: ReadonlyMap<string, string>;
  readonly output: JsonObject | undefined;
}

export interface CheckQuestion {
  readonly mapping: MappingDocument;
  readonly sample: Scope;
  readonly sources: SourceSchemas;
  readonly target: JsonSchema | null;
  readonly now: number;
}

/** Checks the document and tries it on the record: the same checker the server asks before a flow is deployed. Its tests are run elsewhere. */
export function checkedMapping({ mapping, sample, sources, target, now }: CheckQuestion): CheckedMapping {
  const { tests: _tests, ...document } = mapping;
  const preview = previewMapping({ document, samples: [sample], sources, ...(target && { target }) }, { now });
  const [tried] = preview.samples;
  const problemOf = new Map<string, string>();
  for (const { ruleId, severity, message, fix } of preview.problems) {
    if (ruleId !== undefined && severity === 'error' && !problemOf.has(ruleId))
      problemOf.set(ruleId, fix === undefined ? message : `${message} ${fix}`);
  }
  for (const { ruleId, message, hint } of tried?.errors ?? []) {
    if (!problemOf.has(ruleId)) problemOf.set(ruleId, `${message} ${hint}`);
  }
  return { problems: preview.problems, problemOf, output: tried?.output };
}

export interface DerivedRows {
  readonly targets: FieldTree;
  readonly places: readonly RulePlace[];
  readonly placeOf: ReadonlyMap<string, RulePlace>;
  readonly links: readonly FieldLink[];
  readonly usedSources: ReadonlySet<string>;
  readonly states: TargetStates;
}

export interface RowsQuestion {
  readonly mapping: MappingDocument;
  readonly fields: readonly SchemaField[] | null;
  readonly checked: CheckedMapping;
  readonly sample: Scope;
  readonly suggested: ReadonlySet<string>;
}

/** Rows, lines and states of a document. */
export function derivedRows({ mapping, fields, checked, sample, suggested }: RowsQuestion): DerivedRows {
  const targets = fields ? targetFields(fields, mapping.rules) : freeFields(mapping.rules);
  const places = rulePlaces(mapping.rules);
  const placeOf = placesByTarget(places);
  const { problemOf } = checked;
  const states = targetStates({
    tree: targets,
    places: placeOf,
    problems: problemOf,
    suggested,
    isHeldBack: (place) => isHeldBack(place, sample),
  });
  const links = linksOf(places, new Set(problemOf.keys()));
  return { targets, places, placeOf, links, usedSources: new Set(links.map(({ source }) => source)), states };
}

/** Whether the rule's condition is no for the record; inside loops, for the first item. */
export function isHeldBack({ rule, around }: RulePlace, sample: Scope): boolean {
  if (!('when' in rule) || !rule.when) return false;
  const answer = evaluateCondition(rule.when, scopeInside(sample, around));
  return answer.ok && !answer.value;
}

/** The record as a rule inside loops and objects sees it, at the first item of each loop. */
export function scopeInside(sample: Scope, around: RulePlace['around']): Scope {
  return around.reduce<Scope>((scope, nesting) => {
    if (nesting.from === undefined || nesting.as === undefined) return scope;
    const own = valueOf(nesting.from.path, scope);
    const value = nesting.kind === 'object' ? own : firstItem(own);
    return value === undefined
      ? scope
      : { ...scope, [nesting.as]: value, ...(nesting.kind === 'each' && { index: 0 }) };
  }, sample);
}

const firstItem = (list: Json | undefined): Json | undefined =>
  Array.isArray(list) ? (list as readonly Json[])[0] : undefined;
