import { Button, Tooltip } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useStudio } from '../model/studio-context';
import { useTestResults } from '../model/test-results';
import { testStrings as strings } from '../test-strings';

/** Whether the tests of the mapping pass; leads to them. */
export function TestsButton() {
  const { store } = useStudio();
  const results = useTestResults();
  if (results.length === 0) return null;
  const failed = results.filter(({ passed }) => !passed).length;
  const SignIcon = failed === 0 ? IconCircleCheck : IconCircleX;
  return (
    <Tooltip label={strings.open}>
      <Button
        variant="subtle"
        color={failed === 0 ? 'green' : 'red'}
        leftSection={<SignIcon size={15} />}
        onClick={() => store.getState().set({ dock: 'tests' })}
      >
        {strings.summary(results.length - failed, failed)}
      </Button>
    </Tooltip>
  );
}
