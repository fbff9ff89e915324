import { isMap, isNode, isScalar, type Document } from 'yaml';
import type { z } from 'zod';
import type { FlowFileProblem } from './flow-file-problem';
import type { PlaceOf } from './guard-yaml';

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

interface Source {
  readonly yaml: Document.Parsed;
  readonly place: PlaceOf;
}

/** What does not fit the form of a flow, each at its own line. */
export const shapeProblems = (issues: readonly Issue[], source: Source): FlowFileProblem[] => issues.flatMap((issue) => problemsOf(issue, source));

function problemsOf(issue: Issue, { yaml, place }: Source): FlowFileProblem[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      code: 'UNKNOWN_FIELD',
      ...place(offsetOf(yaml, path, name)),
      path: dotted([...path, name]),
      message: `“${name}” is not known here.`,
      fix: 'Remove it, or correct its name or its indentation.',
    }));
  }
  if (issue.code === 'invalid_key') {
    const name = String(path.at(-1));
    return [{ code: 'VALUE_INVALID', ...place(offsetOf(yaml, path.slice(0, -1), name)), path: dotted(path), message: `“${name}” cannot be a name here: ${issue.issues[0]?.message ?? issue.message}`, fix: 'Rename it, here and where it is spoken of.' }];
  }
  const [message, fix] = wordsOf(issue, yaml);
  return [{ code: 'VALUE_INVALID', ...place(offsetOf(yaml, path)), path: dotted(path), message, fix }];
}

function wordsOf(issue: Issue, yaml: Document.Parsed): readonly [message: string, fix: string] {
  const name = String(issue.path.at(-1) ?? 'The file');
  const isMissing = issue.path.length > 0 && !yaml.hasIn(issue.path);
  if (isMissing) return [`“${name}” is missing here.`, 'Add it.'];
  const quoted = issue.code === 'invalid_type' && issue.expected === 'string' ? ' Texts that look like numbers belong in quotes.' : '';
  return [`“${name}” does not fit: ${issue.message}.`.replace('..', '.'), `Correct it.${quoted}`];
}

const dotted = (path: Path): string => path.map(String).join('.');

/** Where a value stands, or the named key of it; for what is missing, the nearest thing around it that is there. */
export function offsetOf(yaml: Document.Parsed, path: Path, key?: string): number {
  const node: unknown = path.length === 0 ? yaml.contents : yaml.getIn(path, true);
  if (key !== undefined && isMap(node)) {
    const named = node.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.key;
    if (isScalar(named)) return named.range?.[0] ?? 0;
  }
  if (isNode(node)) return node.range?.[0] ?? 0;
  return path.length === 0 ? 0 : offsetOf(yaml, path.slice(0, -1));
}
