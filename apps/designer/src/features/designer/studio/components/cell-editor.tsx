import { Combobox, TextInput, useCombobox } from '@mantine/core';
import type { MappingRule } from '@penstock/mapping';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { isLeaf, type FieldNode } from '../model/field-tree';
import { searchFields, searchIndex, searchWords } from '../model/search-fields';
import { setConstant, setFormula } from '../model/set-value';
import { useStudio } from '../model/studio-context';
import { useMapGestures } from '../model/use-map-gestures';
import { strings } from '../strings';
import { focusTree } from './focus-tree';

const mostChoices = 8;

/** Typing into a target's row: a text is a constant, `/` searches a source field. */
export function CellEditor({ node, start }: { readonly node: FieldNode; readonly start: string }) {
  const { model, store } = useStudio();
  const gestures = useMapGestures();
  const [text, setText] = useState(start || textOf(model.placeOf.get(node.key)?.rule));
  const isSearch = text.startsWith('/');
  const choices = isSearch ? matchingSources(model.sources, text.slice(1)) : [];
  const combobox = useCombobox({ opened: isSearch });
  const { selectFirstOption } = combobox;
  // Enter takes the best match.
  useEffect(() => void (isSearch && selectFirstOption()), [isSearch, text, selectFirstOption]);
  const close = (): void => {
    store.getState().set({ typing: null });
    focusTree('target');
  };
  const commit = (): void => {
    close();
    const isFormula = text.startsWith('=');
    const changed = isFormula
      ? setFormula({ ...model, target: node, text: text.slice(1) })
      : setConstant({ ...model, target: node, text });
    if (changed) model.edit(changed, isFormula ? strings.formulaLabel(node.name) : strings.constantLabel(node.name));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && !isSearch) commit();
  };
  return (
    <span className="ps-field__editor" onClick={(event) => event.stopPropagation()}>
      <span className="ps-ellipsis">{node.name}</span>
      <Combobox
        store={combobox}
        onOptionSubmit={(source) => {
          close();
          gestures.map(source, node.key);
        }}
      >
        <Combobox.Target>
          <TextInput
            autoFocus
            flex={1}
            aria-label={strings.typeHere(node.name)}
            placeholder={strings.typeHint}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onBlur={() => (isSearch ? store.getState().set({ typing: null }) : commit())}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!isSearch}>
          <Combobox.Options>
            {choices.map(({ key }) => (
              <Combobox.Option key={key} value={key} className="ps-mono">
                {key}
              </Combobox.Option>
            ))}
            {choices.length === 0 && <Combobox.Empty>{strings.noMatches}</Combobox.Empty>}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </span>
  );
}

function textOf(rule: MappingRule | undefined): string {
  if (rule?.kind === 'formula') return `=${rule.formula}`;
  if (rule?.kind !== 'const') return '';
  return typeof rule.value === 'string' || typeof rule.value === 'number' ? String(rule.value) : '';
}

function matchingSources(tree: Parameters<typeof searchIndex>[0], search: string): readonly FieldNode[] {
  const { kept } = searchFields(tree, { words: searchWords(search), index: searchIndex(tree) });
  return tree.nodes.filter((node, at) => kept[at] === 2 && node.depth > 0 && isLeaf(tree, at)).slice(0, mostChoices);
}
