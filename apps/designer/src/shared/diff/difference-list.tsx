import { Switch } from '@mantine/core';
import type { FlowDifferenceView } from '@penstock/contracts';
import { stringifyJson, type Json } from '@penstock/kernel';
import { useState } from 'react';
import { TableScroll } from '../ui/table-scroll';

const words = {
  label: 'Differences',
  none: 'No difference.',
  withLayout: 'Also what only stands elsewhere on the canvas',
  columns: { what: 'What', weight: 'Changes', before: 'Before', after: 'After' },
  weights: { behaviour: 'What runs', wording: 'Wording', layout: 'Layout' },
};

/** Two versions of a flow, difference by difference: in a sentence, and as before and after. */
export function DifferenceList({ differences }: { readonly differences: readonly FlowDifferenceView[] }) {
  const [showsLayout, setShowsLayout] = useState(false);
  const hasLayout = differences.some(({ weight }) => weight === 'layout');
  const shown = differences.filter(({ weight }) => showsLayout || weight !== 'layout');
  return (
    <div>
      {hasLayout && (
        <Switch
          size="xs"
          mb="xs"
          label={words.withLayout}
          checked={showsLayout}
          onChange={(event) => setShowsLayout(event.currentTarget.checked)}
        />
      )}
      {shown.length === 0 && <div className="ps-dimmed">{words.none}</div>}
      {shown.length > 0 && (
        <TableScroll label={words.label}>
          <table className="ps-table" aria-label={words.label}>
            <thead>
              <tr>
                <th scope="col">{words.columns.what}</th>
                <th scope="col">{words.columns.weight}</th>
                <th scope="col">{words.columns.before}</th>
                <th scope="col">{words.columns.after}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((difference, index) => (
                <tr key={index}>
                  <td className="ps-wrap">{difference.sentence}</td>
                  <td className="ps-nowrap">{words.weights[difference.weight]}</td>
                  <td className="ps-mono ps-wrap">{sideText(difference.before)}</td>
                  <td className="ps-mono ps-wrap">{sideText(difference.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </div>
  );
}

const longest = 120;

/** Whole steps and mappings stand in the sentence; beside it they would fill the page. */
function sideText(value: unknown): string {
  if (value === undefined) return '–';
  const text = typeof value === 'string' ? value : stringifyJson(value as Json);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
