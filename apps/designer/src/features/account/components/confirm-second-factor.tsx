import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import type { SecondFactorStart } from '@penstock/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { Identifier } from '../../../shared/ui/values';
import { strings } from '../strings';

interface ConfirmSecondFactorProps {
  readonly start: SecondFactorStart;
  onDone(): void;
}

const quiet = 4;

/** Dark on white in both themes, with the margin readers need. */
const QrPicture = ({ size, path }: SecondFactorStart['picture']) => (
  <svg role="img" aria-label={strings.picture} width={200} height={200} viewBox={`${-quiet} ${-quiet} ${size + 2 * quiet} ${size + 2 * quiet}`} shapeRendering="crispEdges">
    <rect x={-quiet} y={-quiet} width={size + 2 * quiet} height={size + 2 * quiet} fill="#fff" />
    <path d={path} fill="#000" />
  </svg>
);

/** The app's key, the first code, then the recovery codes. */
export function ConfirmSecondFactor({ start, onDone }: ConfirmSecondFactorProps) {
  const api = useApi();
  const [code, setCode] = useState('');
  const confirm = useMutation({ mutationFn: () => api.account.confirmSecondFactor({ code }) });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate();
  };
  if (confirm.data) {
    return (
      <Stack gap="sm">
        <div className="ps-notice ps-notice--attention">
          <div className="ps-notice__title">{strings.codesTitle}</div>
          <div>{strings.codesLead}</div>
          <Identifier value={confirm.data.codes.join(' ')} />
        </div>
        <div>
          <Button onClick={onDone}>{strings.copied}</Button>
        </div>
      </Stack>
    );
  }
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="sm" maw={420}>
        <div>{strings.enterSecret}</div>
        <QrPicture {...start.picture} />
        <Identifier value={start.secret} />
        <Anchor href={start.uri}>{strings.openApp}</Anchor>
        <TextInput
          label={strings.code}
          autoComplete="one-time-code"
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {confirm.isError && <ProblemNotice error={confirm.error} />}
        <div>
          <Button type="submit" loading={confirm.isPending} disabled={code.trim().length < 6}>
            {strings.confirm}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
