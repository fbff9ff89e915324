import { Button, Group, Stack, Textarea, Title } from '@mantine/core';
import { uuidv7 } from '@penstock/kernel';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { triggerStrings as strings } from '../trigger-strings';

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

function parsed(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}

/** Not `randomUUID`: a page that came over plain HTTP has none. */
const freshKey = (): string => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));

/** A start is sent with a key of its own: a second click on a slow answer starts nothing more. */
export function StartForm({ deploymentId }: { readonly deploymentId: string }) {
  const api = useApi();
  const [text, setText] = useState('{}');
  const [key, setKey] = useState(freshKey);
  const payload = parsed(text);
  const start = useMutation({
    mutationFn: (value: unknown) => api.deployments.start(deploymentId, { payload: value as never, key }),
    onSuccess: () => setKey(freshKey()),
  });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (payload.ok) start.mutate(payload.value);
  };
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="xs">
        <Title order={3} size="h5">
          {strings.startTitle}
        </Title>
        <Textarea
          label={strings.payload}
          description={strings.startHelp}
          error={payload.ok ? undefined : strings.notJson}
          autosize
          minRows={3}
          maxRows={12}
          classNames={{ input: 'ps-mono' }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {start.isError && <ProblemNotice error={start.error} />}
        <Group justify="space-between">
          <span role="status">{start.data && strings.started[start.data.status]}</span>
          <Button type="submit" loading={start.isPending} disabled={!payload.ok}>
            {strings.start}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
