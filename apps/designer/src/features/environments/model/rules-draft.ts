import { updateEnvironmentRequest, type Environment, type UpdateEnvironmentRequest } from '@penstock/contracts';
import { localZone } from '../../../shared/lib/local-moment';
import { strings } from '../strings';

/** A freeze as it is edited: moments are timestamps, empty while none is chosen. */
export interface FreezeDraft {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export interface WindowDraft {
  /** 1 Monday – 7 Sunday. */
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

/** Rules of an environment as they are edited; limits are text, empty for none. */
export interface RulesDraft {
  readonly name: string;
  readonly demandsPromotion: boolean;
  readonly changeWindow: WindowDraft | null;
  readonly freezes: readonly FreezeDraft[];
  readonly shadowRequired: boolean;
  readonly mostMoney: string;
  readonly mostDifferent: string;
}

export const rulesDraft = ({ name, demandsPromotion, changeWindow, freezes, shadowRules }: Environment): RulesDraft => ({
  name,
  demandsPromotion,
  changeWindow,
  freezes,
  shadowRequired: shadowRules.isRequired,
  mostMoney: shadowRules.mostMoney ?? '',
  mostDifferent: shadowRules.mostDifferent?.toString() ?? '',
});

/** Office hours where the browser is: a start that is changed more easily than an empty one. */
export const newWindow = (): WindowDraft => ({ days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00', timeZone: localZone });

export const newFreeze: FreezeDraft = { from: '', to: '', reason: '' };

export type RulesProblems = Readonly<Record<string, string>>;
export type CheckedRules =
  | { readonly request: UpdateEnvironmentRequest; readonly problems: null }
  /** By path, e.g. `freezes.0.to`, in words that say how to mend it. */
  | { readonly request: null; readonly problems: RulesProblems };

/** The request to send, or what is wrong with each field. */
export function checkRules({ name, demandsPromotion, changeWindow, freezes, shadowRequired, mostMoney, mostDifferent }: RulesDraft): CheckedRules {
  const money = mostMoney.trim();
  const different = mostDifferent.trim();
  const shadowRules = { isRequired: shadowRequired, mostMoney: money === '' ? null : money, mostDifferent: different === '' ? null : Number(different) };
  const parsed = updateEnvironmentRequest.safeParse({ name, demandsPromotion, changeWindow, freezes, shadowRules });
  if (parsed.success) return { request: parsed.data, problems: null };
  const problems = parsed.error.issues.map(({ path, code, message }) => [path.join('.'), wordsFor(path, code) ?? message] as const);
  // The first of a field counts: that it is missing, not that its order is wrong.
  return { request: null, problems: Object.fromEntries(problems.reverse()) };
}

/** Of an order that is wrong the contract says it best; what a field must look like is said here. */
function wordsFor(path: readonly PropertyKey[], code: string): string | undefined {
  const field = String(path.at(-1));
  if (path[0] === 'changeWindow' && path[1] === 'days') return strings.daysMissing;
  if (code === 'custom') return undefined;
  if (path[0] === 'freezes' && (field === 'from' || field === 'to')) return strings.momentMissing;
  return fieldWords[field];
}

const fieldWords: Readonly<Record<string, string>> = {
  name: strings.nameMissing,
  from: strings.timeInvalid,
  to: strings.timeInvalid,
  reason: strings.reasonMissing,
  mostMoney: strings.mostMoneyInvalid,
  mostDifferent: strings.mostDifferentInvalid,
};
