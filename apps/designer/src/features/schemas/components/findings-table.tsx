import type { SchemaFinding, SchemaFindingPlace } from '@penstock/contracts';
import { Link } from '@tanstack/react-router';
import { formatExact } from '../../../shared/lib/format-time';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';
import { DecideButtons } from './decide-buttons';

export function FindingsTable({ findings }: { readonly findings: readonly SchemaFinding[] }) {
  return (
    <table className="ps-table ps-findings">
      <thead>
        <tr>
          <th scope="col">{strings.change}</th>
          <th scope="col">{strings.where}</th>
          <th scope="col">{strings.found}</th>
          <th scope="col">{strings.actions}</th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <tr key={finding.id}>
            <td className="ps-findings__change">
              <div className="ps-meta">
                {strings.kinds[finding.kind]} · {strings.sources[finding.schemaKind]} · {finding.schemaTitle}
                {finding.connectionName !== null && ` · ${finding.connectionName}`}
              </div>
              <div>{finding.message}</div>
              {finding.status !== 'resolved' && <div className="ps-dimmed">{finding.advice}</div>}
              <Decision finding={finding} />
            </td>
            <td>
              <ul className="ps-findings__places">
                {finding.places.map((place) => (
                  <li key={`${place.flowId} ${place.stepId} ${place.ruleId ?? ''} ${place.target ?? place.setting ?? ''}`}>
                    <PlaceLink place={place} />
                  </li>
                ))}
              </ul>
            </td>
            <td>
              <When at={finding.foundAt} />
            </td>
            <td>
              <DecideButtons finding={finding} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Into the studio, at the row of the target; to the step where the field is read outside of a mapping. */
function PlaceLink({ place }: { readonly place: SchemaFindingPlace }) {
  const { flowId, flowName, stepId, stepName, target, setting } = place;
  return (
    <>
      {flowName} · {stepName}{' '}
      {target !== undefined ? (
        <Link
          to="/flows/$flowId/steps/$stepId/mapping"
          params={{ flowId, stepId }}
          search={{ target }}
          aria-label={`${strings.openRule(target)}, ${flowName}`}
        >
          {target}
        </Link>
      ) : (
        <Link
          to="/flows/$flowId"
          params={{ flowId }}
          search={{ step: stepId, ...(setting !== undefined && { field: setting }) }}
          aria-label={`${strings.openStep}, ${flowName}`}
        >
          {setting ?? strings.openStep}
        </Link>
      )}
    </>
  );
}

function Decision({ finding: { status, decidedBy, snoozedUntil, note } }: { readonly finding: SchemaFinding }) {
  if (status !== 'acknowledged' && status !== 'snoozed') return null;
  return (
    <div className="ps-meta">
      {status === 'acknowledged' ? strings.acknowledged : strings.until(formatExact(snoozedUntil ?? ''))}
      {decidedBy !== null && ` ${strings.by(decidedBy)}`}
      {note !== '' && `: “${note}”`}
    </div>
  );
}
