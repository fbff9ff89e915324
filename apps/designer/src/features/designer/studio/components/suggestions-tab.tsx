import { ActionIcon, Button, Checkbox, Select } from '@mantine/core';
import type { Suggestion } from '@penstock/mapping';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import { isAcceptable, withSuggestions } from '../../mapping/model/accept-suggestions';
import { keyOf } from '../model/field-tree';
import { sameNamePairs } from '../model/same-name-pairs';
import { useStudio, useStudioState } from '../model/studio-context';
import { useJumps } from '../model/use-jumps';
import { strings } from '../strings';

/** Sources for targets nobody has filled, with how sure and why. Nothing is mapped before somebody accepts it. */
export function SuggestionsTab() {
  const { model, store } = useStudio();
  const pairs = useOpenPairs();
  const paste = (
    <Button variant="default" size="compact-sm" onClick={() => store.getState().set({ pasting: '' })}>
      {strings.pasteColumns}
    </Button>
  );
  if (model.suggestions.isAsking) return <p className="ps-meta">{strings.asking}</p>;
  if (pairs.length > 0) return <SuggestionList pairs={pairs} paste={paste} />;
  return (
    <div className="ps-suggest__head">
      <span className="ps-meta">{strings.nothingToSuggest}</span>
      {paste}
    </div>
  );
}

/** One pair for each open target: what was asked for by name before what the matcher says. */
function useOpenPairs(): readonly Suggestion[] {
  const { model } = useStudio();
  const { mapping, sources, targets, suggestionOf } = model;
  const pasted = useStudioState((state) => state.pasted);
  const proposed = useStudioState((state) => state.proposed);
  const named = useMemo(() => sameNamePairs(sources, targets, proposed), [sources, targets, proposed]);
  return useMemo(() => {
    const asked = [...pasted, ...named].filter((pair) => isAcceptable(mapping, pair));
    const byTarget = new Map<string, Suggestion>();
    for (const pair of [...asked, ...suggestionOf.values()]) {
      if (!byTarget.has(pair.target)) byTarget.set(pair.target, pair);
    }
    return [...byTarget.values()];
  }, [pasted, named, mapping, suggestionOf]);
}

interface SuggestionListProps {
  readonly pairs: readonly Suggestion[];
  readonly paste: ReactNode;
}

function SuggestionList({ pairs, paste }: SuggestionListProps) {
  const { model } = useStudio();
  const { mapping, suggestions } = model;
  const [others, setOthers] = useState<Readonly<Record<string, string>>>({});
  const [ticks, setTicks] = useState<Readonly<Record<string, boolean>>>({});
  const shown = pairs.map((pair) => withSource(pair, others[pair.target]));
  const isTicked = ({ target, tier }: Suggestion): boolean => ticks[target] ?? tier === 'preticked';
  const ticked = shown.filter(isTicked);
  const accept = (accepted: readonly Suggestion[]): void => {
    model.edit(withSuggestions(mapping, accepted), strings.acceptLabel(accepted.length));
    suggestions.confirm(accepted);
  };
  return (
    <>
      <div className="ps-suggest__head">
        <Button size="compact-sm" disabled={ticked.length === 0} onClick={() => accept(ticked)}>
          {strings.acceptTicked(ticked.length)}
        </Button>
        {paste}
        <span className="ps-meta">{strings.suggestHelp}</span>
      </div>
      <table className="ps-suggest">
        <thead className="ps-visually-hidden">
          <tr>
            {strings.suggestColumns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((pair) => (
            <SuggestionRow
              key={pair.target}
              pair={pair}
              isTicked={isTicked(pair)}
              alternatives={(suggestions.candidates[pair.target] ?? []).map(({ source }) => source)}
              onTick={(isOn) => setTicks({ ...ticks, [pair.target]: isOn })}
              onSource={(source) => setOthers({ ...others, [pair.target]: source })}
              onAccept={() => accept([pair])}
              onRefuse={() => suggestions.refuse(pair)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Another source has no proposal of its own for the steps on the way. */
function withSource({ transform, ...pair }: Suggestion, source: string | undefined): Suggestion {
  if (source === undefined || source === pair.source) return transform ? { ...pair, transform } : pair;
  return { ...pair, source, tier: 'listed', reason: strings.chosenByHand };
}

interface SuggestionRowProps {
  readonly pair: Suggestion;
  readonly isTicked: boolean;
  readonly alternatives: readonly string[];
  onTick(isOn: boolean): void;
  onSource(source: string): void;
  onAccept(): void;
  onRefuse(): void;
}

function SuggestionRow({ pair, isTicked, alternatives, onTick, onSource, onAccept, onRefuse }: SuggestionRowProps) {
  const { source, target, confidence, tier, reason, transform } = pair;
  const jumps = useJumps();
  const choices = [...new Set([source, ...alternatives])].map((value) => ({ value, label: keyOf(value) }));
  return (
    <tr>
      <td>
        <Checkbox
          size="xs"
          aria-label={strings.tick(target)}
          checked={isTicked}
          onChange={(event) => onTick(event.currentTarget.checked)}
        />
      </td>
      <td>
        <button type="button" className="ps-plain-button ps-mono" onClick={() => jumps.toTarget(keyOf(target))}>
          {target}
        </button>
      </td>
      <td>
        <Select
          aria-label={strings.sourceFor(target)}
          allowDeselect={false}
          w={300}
          data={choices}
          value={source}
          onChange={(next) => next !== null && onSource(next)}
        />
      </td>
      <td className={`ps-number ps-suggest__sure ps-suggest__sure--${tier}`}>{strings.sure(confidence)}</td>
      <td className="ps-suggest__reason">{transform ? `${reason}; ${transform.summary}` : reason}</td>
      <td className="ps-suggest__buttons">
        <ActionIcon aria-label={strings.acceptOne(target)} onClick={onAccept}>
          <IconCheck size={15} />
        </ActionIcon>
        <ActionIcon aria-label={strings.refuseOne(target)} onClick={onRefuse}>
          <IconX size={15} />
        </ActionIcon>
      </td>
    </tr>
  );
}
