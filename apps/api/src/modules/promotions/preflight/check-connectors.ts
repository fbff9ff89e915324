import type { PreflightCheck } from '@penstock/contracts';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { FlowVersionRow } from '@penstock/database';
import type { FlowDocument } from '@penstock/flow-model';
import { operationSchemas } from '../../flows/operation-schemas';
import { checkOf } from './check-result';

/** Installed, and the newest there is; an older one goes on working and is told as a warning. */
export function checkConnectors(document: FlowDocument, descriptors: readonly ConnectorDescriptor[]): PreflightCheck {
  const used = Object.values(document.steps).filter((step) => step.kind === 'action' && !step.disabled);
  const older = used.flatMap((step) => {
    if (step.kind !== 'action') return [];
    const versions = descriptors.find(({ id }) => id === step.connector)?.actions.filter(({ id }) => id === step.action) ?? [];
    const newest = Math.max(0, ...versions.map(({ version }) => version));
    return newest > step.version ? [{ stepId: step.id, message: `“${step.name}” uses version ${step.version} of ${step.connector}/${step.action}; ${newest} is there.`, fix: 'Choose the newer one in the step when its mapping is ready for it.' }] : [];
  });
  return checkOf(
    { code: 'CONNECTORS', title: 'Connector versions', good: used.length === 0 ? 'The version calls no action.' : `Each of its ${used.length} actions is of the newest installed version.`, bad: 'Older versions go on working.' },
    older,
    'warning',
  );
}

/** What connector operations take and give, against what they took and gave when the version was made. */
export function checkSchemas(version: FlowVersionRow, descriptors: readonly ConnectorDescriptor[]): PreflightCheck {
  const words = {
    code: 'SCHEMAS' as const,
    title: 'Schema drift',
    good: version.schemas ? 'Every operation takes and gives what it did when the version was made.' : 'The version is older than this check; its mappings were checked against today’s schemas.',
    bad: 'An operation changed under the same number since the version was made: its mapping was never tried on this.',
  };
  if (!version.schemas) return checkOf(words, []);
  const now = operationSchemas(version.document, descriptors);
  const changed = Object.entries(version.schemas).filter(([operation, hash]) => now[operation] !== hash);
  return checkOf(
    words,
    changed.map(([operation]) => ({
      message: now[operation] === undefined ? `${operation} is not installed any more.` : `${operation} takes or gives something else by now.`,
      fix: 'Open the flow, look at the mapping of the step and save a new version.',
    })),
  );
}
