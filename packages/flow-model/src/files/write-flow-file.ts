import { Document, isCollection, isMap, isPair, isScalar, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import type { FlowDocument } from '../document';
import { fileOf, flowFile } from './flow-file-shape';
import { plainContent } from './plain-content';

/** What a list's item may take on one line, in characters of its JSON. */
const lineLength = 120;
/** Each of their members is a block with an empty line before it. */
const sectionsOfBlocks = ['steps', 'tests'];

/**
 * The flow as YAML 1.2 text, the same for the same document whatever the order of its names: steps by id, a mapping rule
 * and an edge a line, defaults left unsaid. Texts that readers of older YAML would take for something else are quoted.
 */
export function writeFlowFile(document: FlowDocument): string {
  const content = plainContent(flowFile, fileOf(document));
  const yaml = new Document(content, { version: '1.2', schema: 'core', compat: 'yaml-1.1', aliasDuplicateObjects: false });
  visit(yaml, {
    Seq: (_, list) => {
      for (const item of list.items) if (isCollection(item) && fitsOneLine(item)) item.flow = true;
    },
  });
  if (isMap(yaml.contents)) spaceOut(yaml.contents);
  return yaml.toString({ lineWidth: 0, blockQuote: 'literal', doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
}

function fitsOneLine(collection: YAMLMap | YAMLSeq): boolean {
  const text = JSON.stringify(collection.toJSON());
  return text.length <= lineLength && !text.includes('\\n');
}

function spaceOut(top: YAMLMap): void {
  for (const pair of top.items) {
    if (!isScalar(pair.key) || !isCollection(pair.value)) continue;
    pair.key.spaceBefore = true;
    if (!isMap(pair.value)) continue;
    const { value } = pair.key;
    for (const [index, member] of pair.value.items.entries()) {
      if (value === 'layout' && isCollection(member.value)) member.value.flow = true;
      else if (sectionsOfBlocks.includes(String(value)) && index > 0 && isPair(member) && isScalar(member.key)) member.key.spaceBefore = true;
    }
  }
}
