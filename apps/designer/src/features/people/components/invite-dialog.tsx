import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { role, type CreatedInvitation, type InviteRequest, type Role } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { peopleKeys } from '../../../shared/api/people-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';

interface InviteDialogProps {
  onClose(): void;
  onInvited(invitation: CreatedInvitation): void;
}

export function InviteDialog({ onClose, onInvited }: InviteDialogProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [request, setRequest] = useState<InviteRequest>({ email: '', name: '', role: 'analyst' });
  const invite = useMutation({
    mutationFn: () => api.invitations.create(request),
    onSuccess: (created) => {
      void queryClient.invalidateQueries({ queryKey: peopleKeys.all });
      onInvited(created);
    },
  });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    invite.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={strings.invite} closeButtonProps={{ 'aria-label': strings.close }}>
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <TextInput
            label={strings.name}
            required
            maxLength={120}
            data-autofocus
            value={request.name}
            onChange={(event) => setRequest({ ...request, name: event.currentTarget.value })}
          />
          <TextInput
            label={strings.email}
            type="email"
            required
            value={request.email}
            onChange={(event) => setRequest({ ...request, email: event.currentTarget.value })}
          />
          <Select
            label={strings.role}
            description={strings.roles[request.role]}
            allowDeselect={false}
            data={[...role.options]}
            value={request.role}
            onChange={(value) => setRequest({ ...request, role: (value ?? 'analyst') as Role })}
          />
          {invite.isError && <ProblemNotice error={invite.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={invite.isPending}>
              {strings.sendInvitation}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
