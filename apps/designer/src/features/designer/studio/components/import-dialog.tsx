import { Button, FileButton, Modal, Select, Stack, Textarea } from '@mantine/core';
import { schemaFields } from '@penstock/mapping';
import { IconUpload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { readSchema } from '../import/read-schema';
import { withImportedFields } from '../model/import-fields';
import { useStudioModel } from '../model/studio-context';
import { strings } from '../strings';

/** Brings the fields of a schema or a sample into a mapping whose targets people name. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  const { mapping, edit } = useStudioModel();
  const [text, setText] = useState('');
  const [name, setName] = useState<string | null>(null);
  const reading = useMemo(() => (text === '' ? null : readSchema(text)), [text]);
  const found = reading?.ok ? reading.found : [];
  const chosen = found.find((each) => each.name === name) ?? found[0];
  const fields = useMemo(() => (chosen ? schemaFields(chosen.schema) : []), [chosen]);
  const take = (): void => {
    if (!chosen) return;
    edit(withImportedFields(mapping, chosen.schema), strings.importLabel);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={strings.importTitle} size="lg">
      <Stack gap={10}>
        <Textarea
          data-autofocus
          label={strings.importText}
          description={strings.importHelp}
          autosize
          minRows={8}
          maxRows={14}
          styles={{ input: { fontFamily: 'var(--ps-mono)', fontSize: 12.5 } }}
          value={text}
          error={reading && !reading.ok ? reading.problem : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <FileButton accept=".json,.yaml,.yml,.csv,.tsv,.xml,.edmx,.txt" onChange={(file) => void file?.text().then(setText)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              leftSection={<IconUpload size={14} />}
              style={{ alignSelf: 'flex-start' }}
            >
              {strings.importFile}
            </Button>
          )}
        </FileButton>
        {found.length > 1 && (
          <Select
            label={strings.importComponent}
            searchable
            allowDeselect={false}
            data={found.map((each) => each.name)}
            value={chosen?.name ?? null}
            onChange={setName}
          />
        )}
        {reading?.ok && (
          <p className="ps-meta" role="status">
            {strings.importFound(strings.importKinds[reading.kind], fields.length)}
          </p>
        )}
        <Button disabled={fields.length === 0} onClick={take}>
          {strings.importTake}
        </Button>
      </Stack>
    </Modal>
  );
}
