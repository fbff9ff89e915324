import { Combobox, Loader, ScrollArea } from '@mantine/core';
import { ProblemNotice } from '../../ui/notices';
import { words } from './choice-words';
import type { FieldChoices } from './choices-context';
import type { Choice, useChoicePages } from './use-choice-pages';

interface ChoiceListProps {
  readonly field: FieldChoices;
  readonly search: string;
  readonly pages: ReturnType<typeof useChoicePages>;
  readonly chosen: readonly string[];
}

/** What the open list shows: choices, or what stands in their way and what to do. */
export function ChoiceList({ field, search, pages, chosen }: ChoiceListProps) {
  const { choices, source, open, depends } = field;
  if (choices.connectionId === null) return <Hint text={choices.missing} />;
  if (open.length > 0) return <Hint text={words.needsFirst(open.join(', '))} />;
  if (pages.isError) return <ProblemNotice error={pages.error} retry={() => void pages.refetch()} />;
  const { options } = pages;
  const narrowed = Object.keys(depends);
  return (
    <>
      <div className="ps-choices__state ps-meta" role="status">
        {pages.isFetching && options.length === 0 ? (
          <>
            <Loader size={12} /> {words.asking(choices.askedOf)}
          </>
        ) : (
          words.count(options.length)
        )}{' '}
        {narrowed.length > 0 && words.narrowed(narrowed.map((name) => `${name} ${depends[name] ?? ''}`).join(', '))}
      </div>
      {pages.isSuccess && options.length === 0 && <Hint text={words.nothing(search)} />}
      <Combobox.Options aria-label={words.list(source.title)}>
        <ScrollArea.Autosize mah={240} type="auto" offsetScrollbars tabIndex={-1}>
          {options.map((option) => (
            <ChoiceRow key={option.value} option={option} isChosen={chosen.includes(option.value)} />
          ))}
          {pages.hasNextPage && (
            <Combobox.Option value={MORE} className="ps-choices__row ps-dimmed">
              {pages.isFetchingNextPage ? words.loadingMore : words.more}
            </Combobox.Option>
          )}
          {search !== '' && !options.some(({ value }) => value === search) && (
            <Combobox.Option value={TYPED} className="ps-choices__row">
              {words.useTyped(search)}
            </Combobox.Option>
          )}
        </ScrollArea.Autosize>
      </Combobox.Options>
    </>
  );
}

/** Rows that are no choices; no value of a record begins with a control character. */
export const MORE = '\u0001more';
export const TYPED = '\u0001typed';

function ChoiceRow({ option, isChosen }: { readonly option: Choice; readonly isChosen: boolean }) {
  const { value, label, detail } = option;
  return (
    <Combobox.Option value={value} active={isChosen} className="ps-choices__row">
      <span className="ps-choices__name">
        <span className="ps-ellipsis">{label}</span>
        {detail !== undefined && <span className="ps-meta ps-ellipsis">{detail}</span>}
      </span>
      {label !== value && <span className="ps-choices__value">{value}</span>}
    </Combobox.Option>
  );
}

const Hint = ({ text }: { readonly text: string }) => <p className="ps-choices__hint">{text}</p>;
