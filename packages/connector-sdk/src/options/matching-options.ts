import type { Option } from './option-source';

/** What a search leaves of a list that is known whole; upper and lower case are one. */
export function matchingOptions(options: readonly Option[], search: string | undefined): readonly Option[] {
  if (search === undefined) return options;
  const wanted = search.toLowerCase();
  return options.filter(({ value, label, detail = '' }) => [value, label, detail].some((text) => text.toLowerCase().includes(wanted)));
}
