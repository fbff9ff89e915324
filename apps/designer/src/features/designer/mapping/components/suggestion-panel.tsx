import { Button } from '@mantine/core';
import type { MappingDocument, Suggestion, SuggestionTier } from '@penstock/mapping';
import { IconWand } from '@tabler/icons-react';
import { useState } from 'react';
import type { SchemaField } from '../../../../shared/forms/schema-fields';
import { isAcceptable, withSuggestions } from '../model/accept-suggestions';
import type { SourceNode } from '../model/source-tree';
import { suggestionsFor } from '../model/suggestions';
import { strings } from '../strings';

interface SuggestionPanelProps {
  readonly mapping: MappingDocument;
  readonly fields: readonly SchemaField[];
  readonly tree: readonly SourceNode[];
  onChange(mapping: MappingDocument): void;
}

const tiers: readonly SuggestionTier[] = ['preticked', 'listed'];

/** Suggests sources for the targets that have none. Nothing is mapped before somebody accepts it. */
export function SuggestionPanel({ mapping, fields, tree, onChange }: SuggestionPanelProps) {
  const [found, setFound] = useState<readonly Suggestion[] | null>(null);
  const [rejected, setRejected] = useState<readonly Suggestion[]>([]);
  const open = (found ?? []).filter((each) => !rejected.includes(each) && isAcceptable(mapping, each));
  const suggest = (): void => setFound(suggestionsFor({ fields, rules: mapping.rules, tree, rejected }));
  const accept = (accepted: readonly Suggestion[]): void => onChange(withSuggestions(mapping, accepted));
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconWand size={14} />}
        aria-expanded={found !== null}
        onClick={() => (found ? setFound(null) : suggest())}
      >
        {found ? strings.hideSuggestions : strings.suggest}
      </Button>
      {found && (
        <section className="ps-suggestions" aria-label={strings.suggestions}>
          {open.length === 0 && <p className="ps-meta">{strings.noSuggestions}</p>}
          {tiers.map((tier) => (
            <TierList
              key={tier}
              tier={tier}
              suggestions={open.filter((each) => each.tier === tier)}
              onAccept={accept}
              onReject={(refused) => setRejected([...rejected, refused])}
            />
          ))}
        </section>
      )}
    </>
  );
}

interface TierListProps {
  readonly tier: SuggestionTier;
  readonly suggestions: readonly Suggestion[];
  onAccept(accepted: readonly Suggestion[]): void;
  onReject(refused: Suggestion): void;
}

function TierList({ tier, suggestions, onAccept, onReject }: TierListProps) {
  if (suggestions.length === 0) return null;
  return (
    <>
      <header className="ps-suggestions__head">
        <h4>{strings.tier[tier]}</h4>
        {tier === 'preticked' && (
          <Button size="compact-xs" onClick={() => onAccept(suggestions)}>
            {strings.acceptAll(suggestions.length)}
          </Button>
        )}
      </header>
      <ul>
        {suggestions.map((suggestion) => (
          <SuggestionRow
            key={`${suggestion.source} ${suggestion.target}`}
            suggestion={suggestion}
            onAccept={() => onAccept([suggestion])}
            onReject={() => onReject(suggestion)}
          />
        ))}
      </ul>
    </>
  );
}

/** What a rule for a list takes: of each item, not of the first, from which the sample came. */
const everyItemOf = (source: string): string => source.replaceAll('[0]', '[]');

interface SuggestionRowProps {
  readonly suggestion: Suggestion;
  onAccept(): void;
  onReject(): void;
}

function SuggestionRow({ suggestion, onAccept, onReject }: SuggestionRowProps) {
  const { source, target, confidence, reason, transform } = suggestion;
  return (
    <li className="ps-suggestions__row">
      <span>
        <span className="ps-mapping__path">
          {target} ← {everyItemOf(source)} <span className="ps-chip">{strings.sure(confidence)}</span>
        </span>
        <span className="ps-meta">{transform ? `${reason}; ${transform.summary}` : reason}</span>
      </span>
      <Button variant="light" size="compact-xs" aria-label={strings.accept(target)} onClick={onAccept}>
        {strings.acceptOne}
      </Button>
      <Button variant="subtle" color="gray" size="compact-xs" aria-label={strings.reject(target)} onClick={onReject}>
        {strings.rejectOne}
      </Button>
    </li>
  );
}
