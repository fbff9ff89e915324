import type { SourceSchemas } from '../check-sources';
import { noFacts, type Facts } from '../formula/check/env';
import { formulaScope, typeAt, type FormulaScope } from '../formula/scope';
import type { JsonSchema } from '../json-schema';
import { typeOfSchema } from '../types/from-schema';
import { defaultSourceName } from '../source-name';
import type { MappingDocument, SourceRef } from '../document';
import type { MappingProblem } from '../problems';
import type { Type } from '../types/type';

/** Rules of one list: what they may read, what they fill, and where their problems go. */
export interface TypeLevel {
  readonly document: MappingDocument;
  readonly names: ReadonlyMap<string, Type>;
  /** Whether there may be names nobody described. */
  readonly open: boolean;
  readonly target: Type | undefined;
  /** What conditions around these rules say. */
  readonly facts: Facts;
  /** Parts these rules belong to. */
  readonly using: readonly string[];
  readonly problems: MappingProblem[];
  /** Tells also what may go wrong only with data nobody promised. */
  readonly thorough: boolean;
  /** Told about every rule and variable with what its formulas may name. */
  readonly visit?: (ruleId: string, scope: FormulaScope) => void;
}

export interface LevelOptions {
  readonly sources?: SourceSchemas;
  readonly target?: JsonSchema;
  readonly thorough?: boolean;
}

/** The rules of the document itself. */
export function rootLevel(document: MappingDocument, { sources, target, thorough = false }: LevelOptions): TypeLevel {
  const { names, open } = formulaScope({ ...(sources && { sources }) });
  return {
    document,
    names,
    open,
    target: target && typeOfSchema(target),
    facts: noFacts,
    using: [],
    problems: [],
    thorough,
  };
}

export interface ScopeOptions {
  readonly from?: readonly SourceRef[];
  readonly facts?: Facts;
}

/** What a formula of a rule at this level may name. */
export function scopeAt(level: TypeLevel, { from = [], facts = noFacts }: ScopeOptions = {}): FormulaScope {
  const own = from.map((source, at) => [source.as ?? defaultSourceName(at), typeAt(source.path, level)] as const);
  return {
    names: own.length === 0 ? level.names : new Map([...level.names, ...own]),
    open: level.open,
    tables: level.document.tables,
    facts: facts.size === 0 ? level.facts : new Map([...level.facts, ...facts]),
  };
}

export const withNames = (level: TypeLevel, names: Iterable<readonly [string, Type]>): TypeLevel => ({
  ...level,
  names: new Map([...level.names, ...names]),
});
