import { Stack } from '@mantine/core';
import type { DeployResult } from '@penstock/contracts';
import { Identifier } from '../../../shared/ui/values';
import { strings } from '../strings';

/** After deploying: where events go in, and the secret that is shown only now. */
export function DeployedNotice({ result }: { readonly result: DeployResult }) {
  return (
    <Stack gap="md">
      <div className="ps-notice ps-notice--running" role="status">
        <div className="ps-notice__title">{strings.deployed(result.versionNumber, result.environment)}</div>
        <div>{strings.deployHelp}</div>
      </div>
      {result.intakes.length > 0 && (
        <section aria-label={strings.intakes}>
          <h3>{strings.intakes}</h3>
          {result.intakes.map(({ path, title }) => (
            <div key={path}>
              <span className="ps-dimmed">{title}</span> <Identifier value={path} />
            </div>
          ))}
        </section>
      )}
      {result.intakeSecret !== undefined && (
        <div className="ps-notice ps-notice--attention">
          <div className="ps-notice__title">{strings.intakeSecret}</div>
          <Identifier value={result.intakeSecret} />
          <div>{strings.intakeSecretHelp}</div>
        </div>
      )}
    </Stack>
  );
}
