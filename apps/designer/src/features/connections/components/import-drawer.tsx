import { Button, Drawer, FileButton, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { LARGEST_DESCRIPTION, type ImportPreview } from '@penstock/contracts';
import { IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { importsQuery } from '../../../shared/api/flow-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';
import { ImportedOperations } from './imported-operations';

interface ImportDrawerProps {
  onClose(): void;
  onConnect(): void;
}

/** An API description becomes a connector: paste or choose it, look at its actions, import it. */
export function ImportDrawer({ onClose, onConnect }: ImportDrawerProps) {
  const api = useApi();
  const [text, setText] = useState('');
  const [isTooLarge, setTooLarge] = useState(false);
  const preview = useMutation({ mutationFn: (given: string) => api.connectors.previewImport({ text: given }) });
  const change = (next: string): void => {
    setText(next);
    setTooLarge(next.length > LARGEST_DESCRIPTION);
    preview.reset();
  };
  const takeFile = (file: File | null): void => {
    if (file && file.size > LARGEST_DESCRIPTION) setTooLarge(true);
    else void file?.text().then(change);
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={680}
      title={strings.importApi}
      closeButtonProps={{ 'aria-label': strings.close }}
    >
      <Stack gap="md">
        <Textarea
          label={strings.importText}
          description={strings.importHelp}
          error={isTooLarge ? strings.importTooLarge : undefined}
          rows={8}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--ps-mono)', fontSize: 12.5 } }}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
        />
        <Group justify="space-between">
          <FileButton accept=".json,.yaml,.yml,application/json,application/yaml" onChange={takeFile}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconFileUpload size={16} />}>
                {strings.importFile}
              </Button>
            )}
          </FileButton>
          <Button
            variant={preview.isSuccess ? 'default' : 'filled'}
            loading={preview.isPending}
            disabled={text.trim() === '' || isTooLarge}
            onClick={() => preview.mutate(text)}
          >
            {strings.importLook}
          </Button>
        </Group>
        {preview.isError && <ProblemNotice error={preview.error} />}
        {preview.isSuccess && <ImportForm text={text} preview={preview.data} onConnect={onConnect} />}
      </Stack>
    </Drawer>
  );
}

interface ImportFormProps {
  readonly text: string;
  readonly preview: ImportPreview;
  onConnect(): void;
}

const NEW = 'new';

function ImportForm({ text, preview, onConnect }: ImportFormProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { data: imports } = useQuery(importsQuery(api));
  const [title, setTitle] = useState(preview.title);
  const [connector, setConnector] = useState(NEW);
  const newest =
    imports?.items.filter((each, at, all) => all.findIndex((other) => other.connector === each.connector) === at) ?? [];
  const take = useMutation({
    mutationFn: () => api.connectors.import({ text, title, ...(connector !== NEW && { connector }) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['connectors'] }),
  });
  if (take.isSuccess) {
    return (
      <div className="ps-notice ps-notice--running" role="status">
        <div className="ps-notice__title">{strings.imported(take.data.title, take.data.version)}</div>
        <div>{strings.importedHelp}</div>
        <div>
          <Button onClick={onConnect}>{strings.create}</Button>
        </div>
      </div>
    );
  }
  const choose = (chosen: string | null): void => {
    setConnector(chosen ?? NEW);
    setTitle(newest.find((each) => each.connector === chosen)?.title ?? preview.title);
  };
  return (
    <>
      <div className="ps-dimmed">
        {strings.importOperations(preview.operations.length)} · {strings.importRevision(preview.revision)} ·{' '}
        {strings.importAddress(preview.address)}
      </div>
      <Group grow align="flex-start">
        <TextInput
          label={strings.importName}
          maxLength={80}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Select
          label={strings.importAs}
          description={connector === NEW ? undefined : strings.importVersionHelp}
          allowDeselect={false}
          data={[
            { value: NEW, label: strings.importNew },
            ...newest.map((each) => ({
              value: each.connector,
              label: strings.importVersionOf(each.title, each.version),
            })),
          ]}
          value={connector}
          onChange={choose}
        />
      </Group>
      <ImportedOperations operations={preview.operations} />
      {take.isError && <ProblemNotice error={take.error} />}
      <Group justify="flex-end">
        <Button loading={take.isPending} disabled={title.trim() === ''} onClick={() => take.mutate()}>
          {strings.importDo(preview.operations.length)}
        </Button>
      </Group>
    </>
  );
}
