import { findCardDataInText, redactCardDataInText } from '@penstock/card-data-guard';
import type { ConnectorContext } from '../definition';
import { ConnectorFailure } from '../failure';
import type { Option, OptionSource, OptionsPage, OptionsRequest } from './option-source';
import { readingPort } from './reading-port';

/** Milliseconds for a whole list. */
export const OPTIONS_TIMEOUT_MS = 12_000;
/** A page is for people; a source that answers more is cut, and says so by its cursor. */
const MOST_OPTIONS = 200;
const LONGEST_TEXT = 300;

/**
 * One page of choices, as the platform asks for it. The source sees the fields it declared and no others; what it
 * answers is bounded, and goes through the card-data guard.
 * @throws ConnectorFailure, `OPTIONS_NEED_FIELD` when a field it looks at is not known yet.
 */
export async function loadOptions(source: OptionSource, context: ConnectorContext<unknown>, request: OptionsRequest): Promise<OptionsPage> {
  const { settings, clock, http } = context;
  const depends = declared(source, request.depends);
  const reading = readingPort(http, source, { clock, timeoutMs: OPTIONS_TIMEOUT_MS });
  const { options, nextCursor } = await source.load({ http: reading, settings, clock }, { ...request, depends });
  return {
    options: options.slice(0, MOST_OPTIONS).filter(({ value }) => findCardDataInText(value).length === 0).map(guarded),
    ...(nextCursor !== undefined && { nextCursor }),
  };
}

function declared({ title, needs = [], narrowedBy = [] }: OptionSource, given: OptionsRequest['depends']): Record<string, string> {
  const missing = needs.filter((name) => !given[name]);
  if (missing.length > 0) {
    throw new ConnectorFailure({
      class: 'config',
      code: 'OPTIONS_NEED_FIELD',
      message: `${title} can be listed once ${missing.join(' and ')} is filled in.`,
      remedy: 'Give that field a fixed value first, or type this one by hand.',
    });
  }
  const known = [...needs, ...narrowedBy].filter((name) => given[name]);
  return Object.fromEntries(known.map((name) => [name, given[name] ?? '']));
}

const guarded = ({ value, label, detail }: Option): Option => ({
  value,
  label: shown(label === '' ? value : label),
  ...(detail !== undefined && detail !== '' && { detail: shown(detail) }),
});

const shown = (text: string): string => redactCardDataInText(text).slice(0, LONGEST_TEXT);
