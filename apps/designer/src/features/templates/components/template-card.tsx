import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { FlowTemplate } from '@penstock/contracts';
import { FlowPicture } from '../../../shared/canvas/flow-picture';
import { connectorOf } from '../../../shared/lib/connector-catalog';
import { ConnectorMark } from '../../../shared/ui/connector-mark';
import { strings } from '../strings';

interface TemplateCardProps {
  readonly template: FlowTemplate;
  readonly connectors: readonly ConnectorDescriptor[];
  onChoose(): void;
}

export function TemplateCard({ template, connectors, onChoose }: TemplateCardProps) {
  const { document, summary, category, needs } = template;
  return (
    <li>
      <button type="button" className="ps-template" aria-label={strings.use(document.name)} onClick={onChoose}>
        <FlowPicture flow={document} connectors={connectors} label={strings.picture(document.name)} />
        <span className="ps-template__text">
          <span className="ps-meta">{strings.categories[category]}</span>
          <strong>{document.name}</strong>
          <span className="ps-dimmed">{summary}</span>
          <span className="ps-template__needs">
            {needs.map(({ slot, connector }) => (
              <span key={slot} className="ps-chip">
                <ConnectorMark mark={connectorOf(connectors, connector)?.mark} kind="action" size={14} />
                {connectorOf(connectors, connector)?.title ?? connector}
              </span>
            ))}
          </span>
        </span>
      </button>
    </li>
  );
}
