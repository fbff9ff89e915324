import { Button, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { freshRuleId, ruleFor, ruleInMode } from '../../mapping/model/rule-edits';
import { useStudio } from '../model/studio-context';
import { strings } from '../strings';
import { ImportDialog } from './import-dialog';

/** Where no schema names the targets, people do. */
export function AddField() {
  const { model, store } = useStudio();
  const [name, setName] = useState('');
  const [isImporting, importing] = useDisclosure(false);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const target = name.trim();
    if (target === '' || ruleFor(model.mapping.rules, target)) return;
    const rule = { ...ruleInMode('data', target, undefined), id: freshRuleId(model.mapping, target) };
    model.edit({ ...model.mapping, rules: [...model.mapping.rules, rule] }, strings.addField);
    store.getState().activate('target', target);
    setName('');
  };
  return (
    <form className="ps-pane__add" onSubmit={add}>
      <TextInput
        flex={1}
        aria-label={strings.newFieldName}
        placeholder={strings.newFieldName}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button variant="default" leftSection={<IconFileImport size={14} />} onClick={importing.open}>
        {strings.importFields}
      </Button>
      {isImporting && <ImportDialog onClose={importing.close} />}
      <Button type="submit" variant="default" leftSection={<IconPlus size={14} />}>
        {strings.addField}
      </Button>
    </form>
  );
}
