import { Button, FileButton, Modal, Select, Stack, Textarea } from '@mantine/core';
import { schemaFields, type JsonSchema } from '@penstock/mapping';
import { IconUpload } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import { readSchema } from '../import/read-schema';
import { strings } from '../strings';

interface SchemaDialogProps {
  readonly title: string;
  readonly submit: string;
  /** What else has to be chosen, and what the schema would mean. */
  readonly children?: (schema: JsonSchema | null) => ReactNode;
  readonly canTake?: boolean;
  onTake(schema: JsonSchema): void;
  onClose(): void;
}

/** Reads a pasted or opened schema or sample; what cannot be read is said, and what was there stays. */
export function SchemaDialog({ title, submit, children, canTake = true, onTake, onClose }: SchemaDialogProps) {
  const [text, setText] = useState('');
  const [name, setName] = useState<string | null>(null);
  const reading = useMemo(() => (text === '' ? null : readSchema(text)), [text]);
  const found = reading?.ok ? reading.found : [];
  const chosen = found.find((each) => each.name === name) ?? found[0];
  const fields = useMemo(() => (chosen ? schemaFields(chosen.schema) : []), [chosen]);
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
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
        <FileButton
          accept=".json,.yaml,.yml,.csv,.tsv,.xml,.edmx,.txt"
          onChange={(file) => void file?.text().then(setText)}
        >
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
            data={[...new Set(found.map((each) => each.name))]}
            value={chosen?.name ?? null}
            onChange={setName}
          />
        )}
        {reading?.ok && (
          <p className="ps-meta" role="status">
            {strings.importFound(strings.importKinds[reading.kind], fields.length)}
          </p>
        )}
        {children?.(chosen?.schema ?? null)}
        <Button disabled={fields.length === 0 || !canTake} onClick={() => chosen && onTake(chosen.schema)}>
          {submit}
        </Button>
      </Stack>
    </Modal>
  );
}
