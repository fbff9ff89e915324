import { err, ok, type Json, type Result } from '@penstock/kernel';
import { LineCounter, parseDocument } from 'yaml';
import { guardYaml } from './guard-yaml';

/**
 * A YAML or JSON text of somebody else's making as plain data, under the guards of flow files: no references, no tags, no
 * second document, nothing nested without end. The error is a sentence with the line.
 */
export function readDataFile(text: string): Result<Json, string> {
  if (/^\s*\{/.test(text)) return jsonOf(text);
  const lines = new LineCounter();
  const [danger] = guardYaml(text, lines);
  if (danger) return err(`Line ${danger.line}: ${dangerWords[danger.code] ?? danger.message}`);
  const yaml = parseDocument(text, { version: '1.2', schema: 'core', merge: false, prettyErrors: false });
  const [broken] = yaml.errors;
  if (broken) return err(`Line ${Math.max(lines.linePos(broken.pos[0]).line, 1)}: this is not YAML. ${broken.message}`);
  return ok(yaml.toJS() as Json);
}

const dangerWords: Readonly<Record<string, string | undefined>> = {
  REFERENCE_NOT_ALLOWED: 'anchors (&) and references (*) are not read, because a few of them can stand for gigabytes. Write the values out, or export the document as JSON.',
  SEVERAL_DOCUMENTS: 'the text holds more than one document. Import one at a time.',
};

const MOST_LEVELS = 100;

function jsonOf(text: string): Result<Json, string> {
  if (levelsOf(text) > MOST_LEVELS) return err(`This is nested more than ${MOST_LEVELS} levels deep.`);
  try {
    return ok(JSON.parse(text) as Json);
  } catch (error) {
    return err(`This is not JSON. ${error instanceof Error ? error.message : ''}`.trim());
  }
}

/** Counted before it is parsed: a tree of a million brackets would break what reads it. Brackets in texts count too. */
function levelsOf(text: string): number {
  let [level, deepest] = [0, 0];
  for (const character of text) {
    if (character === '{' || character === '[') deepest = Math.max(deepest, (level += 1));
    else if (character === '}' || character === ']') level = Math.max(0, level - 1);
  }
  return deepest;
}
