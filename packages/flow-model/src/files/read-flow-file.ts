import { err, ok, type Result } from '@penstock/kernel';
import { LineCounter, parseDocument, type Document, type YAMLError } from 'yaml';
import type { FlowDocument } from '../document';
import { mostProblems, type FlowFileProblem } from './flow-file-problem';
import { documentOf, flowFile, strayPlaces } from './flow-file-shape';
import { guardYaml, mostCharacters, placeIn, type PlaceOf } from './guard-yaml';
import { offsetOf, shapeProblems } from './shape-problems';
import { valueProblems } from './value-problems';

/**
 * Reads what `writeFlowFile` writes, and what people make of it by hand. Nothing is guessed and nothing passed over: a
 * name nobody knows, a number that would lose digits or a reference is a problem with its line and what to do.
 */
export function readFlowFile(text: string): Result<FlowDocument, readonly FlowFileProblem[]> {
  if (text.length > mostCharacters) return err([tooLarge(text.length)]);
  const lines = new LineCounter();
  const dangers = guardYaml(text, lines);
  if (dangers.length > 0) return err(inOrder(dangers));
  const place = placeIn(lines);
  const yaml = parseDocument(text, { version: '1.2', schema: 'core', merge: false, prettyErrors: false });
  const broken = [...yaml.errors.map((error) => syntaxProblem(error, place)), ...valueProblems(yaml, place)];
  if (broken.length > 0) return err(inOrder(broken));
  return contentOf(yaml, place);
}

function contentOf(yaml: Document.Parsed, place: PlaceOf): Result<FlowDocument, readonly FlowFileProblem[]> {
  const read = flowFile.safeParse(yaml.toJS());
  if (!read.success) return err(inOrder(shapeProblems(read.error.issues, { yaml, place })));
  const strays = strayPlaces(read.data).map((id): FlowFileProblem => ({
    code: 'UNKNOWN_STEP',
    ...place(offsetOf(yaml, ['layout'], id)),
    path: `layout.${id}`,
    message: `No step of this file is called “${id}”.`,
    fix: 'Remove the line, or write the id of the step that stands there.',
  }));
  return strays.length > 0 ? err(inOrder(strays)) : ok(documentOf(read.data));
}

const inOrder = (problems: readonly FlowFileProblem[]): FlowFileProblem[] =>
  [...problems].sort((a, b) => a.line - b.line || a.column - b.column).slice(0, mostProblems);

const tooLarge = (characters: number): FlowFileProblem => ({
  code: 'FILE_TOO_LARGE',
  line: 1,
  column: 1,
  message: `The file has ${characters} characters; at most ${mostCharacters} are read.`,
  fix: 'Split the flow into sub-flows, or take large samples out of its tests.',
});

function syntaxProblem(error: YAMLError, place: PlaceOf): FlowFileProblem {
  const at = place(error.pos[0]);
  if (error.code === 'DUPLICATE_KEY') {
    return { code: 'DUPLICATE_NAME', ...at, message: 'The same name stands twice in one block.', fix: 'Keep one of the two. After a merge, look at what both sides meant.' };
  }
  return { code: 'YAML_SYNTAX', ...at, message: `This is not YAML: ${error.message}.`, fix: 'Look at the indentation and the quotes of this line and the one before it.' };
}
