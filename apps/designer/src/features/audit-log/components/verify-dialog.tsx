import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import type { AuditVerification } from '@penstock/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { Identifier } from '../../../shared/ui/values';
import { notedEnd } from '../model/noted-end';
import { strings } from '../strings';

export function VerifyDialog({ onClose }: { onClose(): void }) {
  const api = useApi();
  const [text, setText] = useState('');
  const noted = notedEnd(text);
  const verify = useMutation({ mutationFn: () => api.auditLog.verify(noted ?? undefined) });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    verify.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={strings.verify} size="lg" closeButtonProps={{ 'aria-label': strings.close }}>
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <TextInput
            label={strings.noted}
            description={strings.notedHelp}
            error={noted === undefined ? strings.notedInvalid : null}
            value={text}
            data-autofocus
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {verify.isError && <ProblemNotice error={verify.error} />}
          {verify.data && <Verdict verdict={verify.data} />}
          <Group justify="flex-end">
            <Button type="submit" loading={verify.isPending} disabled={noted === undefined}>
              {strings.run}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Verdict({ verdict }: { readonly verdict: AuditVerification }) {
  const { intact, head, findings } = verdict;
  return (
    <div className={intact ? 'ps-notice' : 'ps-notice ps-notice--failed'} role={intact ? 'status' : 'alert'}>
      <div className="ps-notice__title">{intact ? strings.intact : strings.broken}</div>
      <div>{strings.verified(verdict)}</div>
      {!intact && (
        <>
          <ul>
            {findings.map(({ number, kind, words }) => (
              <li key={`${number} ${kind}`}>{words}</li>
            ))}
          </ul>
          <div>{strings.brokenHelp}</div>
        </>
      )}
      {head && intact && (
        <>
          <Identifier value={`${head.number}:${head.hash}`} />
          <div className="ps-meta">{strings.headHelp}</div>
        </>
      )}
    </div>
  );
}
