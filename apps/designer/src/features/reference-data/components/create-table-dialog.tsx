import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { tablesOf, type TableKind } from '../model/table-kind';
import { strings } from '../strings';

interface CreateTableDialogProps {
  readonly kind: TableKind;
  /** Key of the environment. */
  readonly environment: string;
  onClose(): void;
  onCreated(id: string): void;
}

export function CreateTableDialog({ kind, environment, onClose, onCreated }: CreateTableDialogProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const create = useMutation({
    mutationFn: () => tablesOf(api, kind).create({ environment, name: name.trim(), description }),
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ['reference-data'] });
      onCreated(id);
    },
  });
  return (
    <Modal opened onClose={onClose} title={`${strings.createTitle}: ${strings.kinds[kind]}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput label={strings.name} description={strings.createHelp} required data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput label={strings.description} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
          {create.isError && <ProblemNotice error={create.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
              {strings.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
