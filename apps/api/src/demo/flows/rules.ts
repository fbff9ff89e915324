import type { ConstantValue, MappingDocument, MappingRule, StepCall, ValueTable } from '@penstock/mapping';

/** Short forms for writing mapping rules by hand; the documents they make are plain data. */
export const constant = (target: string, value: ConstantValue): MappingRule => ({
  kind: 'const',
  id: `set-${idOf(target)}`,
  target,
  value,
  onError: 'fail',
  origin: 'user',
});

export const copy = (target: string, path: string): MappingRule => ({
  kind: 'copy',
  id: `copy-${idOf(target)}`,
  target,
  from: { path },
  onError: 'fail',
  origin: 'user',
});

export const pipe = (target: string, paths: readonly string[], steps: readonly StepCall[]): MappingRule => ({
  kind: 'pipe',
  id: `make-${idOf(target)}`,
  target,
  from: paths.map((path) => ({ path })),
  steps: [...steps],
  onError: 'fail',
  origin: 'user',
});

export const each = (target: string, path: string, as: string, rules: readonly MappingRule[]): MappingRule => ({
  kind: 'each',
  id: `each-${idOf(target)}`,
  target,
  from: { path },
  as,
  rules,
});

export const mapping = (rules: readonly MappingRule[], tables: Readonly<Record<string, ValueTable>> = {}): MappingDocument => ({
  v: 1,
  rules: [...rules],
  tables: { ...tables },
});

const idOf = (target: string): string => target.replace(/[^a-zA-Z0-9]+/g, '-').toLowerCase();
