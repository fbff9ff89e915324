import { Drawer, SegmentedControl } from '@mantine/core';
import type { FlowTemplate } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { connectorsQuery, templatesQuery } from '../../../shared/api/flow-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import { strings } from '../strings';
import { TemplateCard } from './template-card';
import { TemplateSetUp } from './template-set-up';

interface TemplateGalleryPageProps {
  /** The template that is being set up. */
  readonly chosenId: string | null;
  onChoose(templateId: string | null): void;
}

type Category = FlowTemplate['category'];

export function TemplateGalleryPage({ chosenId, onChoose }: TemplateGalleryPageProps) {
  const api = useApi();
  const templates = useQuery(templatesQuery(api));
  const connectors = useQuery(connectorsQuery(api));
  const [category, setCategory] = useState<Category | 'all'>('all');
  const error = templates.error ?? connectors.error;
  const items = templates.data?.items ?? [];
  const shown = items.filter((template) => category === 'all' || template.category === category);
  const chosen = items.find(({ id }) => id === chosenId);
  return (
    <Page title={strings.title} actions={<Link to="/flows">{strings.back}</Link>}>
      <p className="ps-dimmed">{strings.intro}</p>
      <SegmentedControl
        className="ps-template-filter"
        aria-label={strings.filter}
        value={category}
        onChange={(value) => setCategory(value as Category | 'all')}
        data={[
          { value: 'all', label: strings.all },
          ...Object.entries(strings.categories).map(([value, label]) => ({ value, label })),
        ]}
      />
      {error && <ProblemNotice error={error} retry={() => void Promise.all([templates.refetch(), connectors.refetch()])} />}
      {(!templates.data || !connectors.data) && !error && <RowsSkeleton rows={6} />}
      {connectors.data && (
        <ul className="ps-templates">
          {shown.map((template) => (
            <TemplateCard key={template.id} template={template} connectors={connectors.data} onChoose={() => onChoose(template.id)} />
          ))}
        </ul>
      )}
      <Drawer
        opened={chosen !== undefined}
        onClose={() => onChoose(null)}
        position="right"
        size={560}
        title={chosen && strings.setUp(chosen.document.name)}
      >
        {chosen && connectors.data && <TemplateSetUp key={chosen.id} template={chosen} connectors={connectors.data} />}
      </Drawer>
    </Page>
  );
}
