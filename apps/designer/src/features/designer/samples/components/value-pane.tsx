import { SegmentedControl } from '@mantine/core';
import { prettyJson, type Json } from '@penstock/kernel';
import { useState, type ReactNode } from 'react';
import type { SourceNode } from '../../mapping/model/source-tree';
import { strings } from '../../strings';
import { ValueTable } from './value-table';
import { ValueTree } from './value-tree';

interface ValuePaneProps {
  readonly title: string;
  /** Above everything: how sure the values are. */
  readonly verdict?: ReactNode;
  /** Where the values come from; empty when the verdict says it. */
  readonly origin: string;
  readonly nodes: readonly SourceNode[];
  readonly value: Json | undefined;
  readonly actions?: ReactNode;
}

type View = 'fields' | 'table' | 'json';
const words = strings.data;
const views: readonly { value: View; label: string }[] = [
  { value: 'fields', label: words.fields },
  { value: 'table', label: words.table },
  { value: 'json', label: words.json },
];

/** Values beside the settings: as fields that can be dragged, as a table, as JSON. */
export function ValuePane({ title, verdict, origin, nodes, value, actions }: ValuePaneProps) {
  const [view, setView] = useState<View>('fields');
  return (
    <section className="ps-value-pane" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <SegmentedControl
          size="xs"
          aria-label={words.view(title)}
          value={view}
          onChange={(next) => setView(next as View)}
          data={[...views]}
        />
      </header>
      {verdict}
      {origin !== '' && <div className="ps-meta">{origin}</div>}
      {actions}
      <div className="ps-value-pane__body">
        {view === 'fields' && <ValueTree nodes={nodes} />}
        {view === 'table' && <ValueTable value={value} />}
        {view === 'json' && <pre className="ps-json">{value === undefined ? words.nothing : prettyJson(value)}</pre>}
      </div>
    </section>
  );
}
