import type { SourceSchemas } from '../check-sources';
import type { MappingDocument, MappingRule } from '../document';
import { formatPath, parsePath, type PathSegment } from '../field-path';
import { formulaPaths } from '../formula/check/read-paths';
import { pathsOfRule } from '../rule-paths';
import { schemaFields } from '../schema-fields';

/** Source fields that no rule reads, e.g. `trigger.order.note`: nothing is wrong with that, but people like to know. */
export function unusedSources(document: MappingDocument, sources: SourceSchemas): readonly string[] {
  const found = [
    ...readBy(document.rules, new Map()),
    ...Object.values(document.parts ?? {}).flatMap(({ rules }) => readBy(rules, new Map())),
    ...(document.vars ?? []).flatMap(({ formula }) => formulaPaths(formula)).map(wholly),
  ].map(({ path, isEntered }) => ({ path: plain(path), isEntered }));
  const touched = new Set(found.flatMap(({ path }) => prefixesOf(path)));
  const used = new Set(found.filter(({ isEntered }) => !isEntered).map(({ path }) => path));
  return Object.entries(sources).flatMap(([root, schema]) =>
    schemaFields(schema)
      .map(({ path }) => plain(path.startsWith('[') ? `${root}${path}` : `${root}.${path}`))
      .filter((path) => !touched.has(path) && !prefixesOf(path).some((before) => used.has(before))),
  );
}

interface Read {
  readonly path: string;
  /** A loop or an object goes into it: what is inside is read by its rules, or by nobody. */
  readonly isEntered: boolean;
}

const wholly = (path: string): Read => ({ path, isEntered: false });

/** Items of a loop are read under its name; what they are of stands in its source. */
function readBy(rules: readonly MappingRule[], names: ReadonlyMap<string, string>): readonly Read[] {
  return rules.flatMap((rule): readonly Read[] => {
    const own = pathsOfRule(rule).map((path) => resolved(path, names));
    if (rule.kind !== 'each' && rule.kind !== 'object') return own.map(wholly);
    const from = rule.from && resolved(rule.from.path, names);
    const inner = from === undefined || rule.as === undefined ? names : new Map([...names, [rule.as, from] as const]);
    const sorted = rule.kind === 'each' ? (rule.orderBy ?? []).flatMap(({ by }) => formulaPaths(by)) : [];
    return [
      ...[...own, ...sorted]
        .map((path) => resolved(path, inner))
        .map((path) => ({ path, isEntered: path === from && rule.use === undefined })),
      ...readBy(rule.rules, inner),
    ];
  });
}

function resolved(path: string, names: ReadonlyMap<string, string>): string {
  const parsed = parsePath(path);
  const [root, ...rest] = parsed.ok ? parsed.value : [];
  const from = root === undefined ? undefined : names.get(String(root));
  const before = from === undefined ? undefined : parsePath(from);
  return before?.ok ? formatPath([...before.value, ...rest]) : path;
}

/** Without positions: a field of one item stands for that of all. */
function plain(path: string): string {
  const parsed = parsePath(path.replaceAll('[]', ''));
  return parsed.ok
    ? formatPath(parsed.value.filter((segment): segment is string => typeof segment === 'string'))
    : path;
}

function prefixesOf(path: string): readonly string[] {
  const parsed = parsePath(path);
  const segments: readonly PathSegment[] = parsed.ok ? parsed.value : [];
  return segments.map((_, at) => formatPath(segments.slice(0, at + 1)));
}
