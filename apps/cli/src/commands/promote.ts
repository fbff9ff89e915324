import type { PreflightCheck, Promotion, PromotionSummary } from '@penstock/contracts';
import { apiOf, itemsOf } from '../api';
import { needed, onlyWord, wholeNumber, type Answer, type Call, type Command, type Option } from '../command';
import { findFlow } from '../flows/find-flow';
import { listAnswer, tableOf, timeOf } from '../table';

const candidateOptions: Readonly<Record<string, Option>> = {
  to: { takes: 'environment', says: 'where it is to be live, e.g. production' },
  version: { takes: 'number', says: 'the version; default: the latest' },
  shadow: { takes: 'number', says: 'try it first on so many recorded runs of the target' },
};

export const promoteRequest: Command = {
  name: 'promote request',
  takes: '<flow>',
  summary: 'asks for a version to go live in the next environment; somebody else approves it',
  options: { ...candidateOptions, note: { takes: 'text', says: 'what is new, for the approver' } },
  async run(call) {
    const note = needed(call, 'note');
    const request = await candidateIn(call);
    const { promotions } = apiOf(call.surroundings);
    return aboutPromotion(await promotions.request({ ...request, note }), 'Asked for.');
  },
};

export const promotePreview: Command = {
  name: 'promote preview',
  takes: '<flow>',
  summary: 'shows the checks a promotion would have to pass; writes nothing; ends with 1 when one fails',
  options: candidateOptions,
  async run(call) {
    const preview = await apiOf(call.surroundings).promotions.preview(await candidateIn(call));
    const { checks, counts } = preview.package;
    return { data: preview, lines: [...checkLines(checks), `Differences: ${JSON.stringify(counts)}`], isProblem: checks.some(({ status }) => status === 'failed') };
  },
};

export const promoteStatus: Command = {
  name: 'promote status',
  takes: '[promotion]',
  summary: 'shows one promotion with its checks, or lists them all',
  options: { environment: { takes: 'key', says: 'only to this environment' } },
  async run(call) {
    const { promotions } = apiOf(call.surroundings);
    const [id] = call.words;
    if (id !== undefined) return aboutPromotion(await promotions.read(onlyWord(call, 'promotion')), 'As it stands:');
    const environment = call.text('environment');
    return promotionList(await itemsOf((position) => promotions.list({ environment, ...position })));
  },
};

export const promoteApprove: Command = {
  name: 'promote approve',
  takes: '<promotion>',
  summary: 'approves what was asked for, as you have seen it; it goes live when the change window is open',
  options: { reason: { takes: 'text', says: 'why, for the evidence' }, hash: { takes: 'hash', says: 'hash of the package you have looked at' } },
  async run(call) {
    const approval = { packageHash: needed(call, 'hash'), reason: needed(call, 'reason') };
    return aboutPromotion(await apiOf(call.surroundings).promotions.approve(onlyWord(call, 'promotion'), approval), 'Approved.');
  },
};

export const promoteReject: Command = {
  name: 'promote reject',
  takes: '<promotion>',
  summary: 'refuses what was asked for; nothing goes live',
  options: { reason: { takes: 'text', says: 'why, for the evidence' } },
  async run(call) {
    const reason = needed(call, 'reason');
    return aboutPromotion(await apiOf(call.surroundings).promotions.reject(onlyWord(call, 'promotion'), { reason }), 'Rejected.');
  },
};

async function candidateIn(call: Call) {
  const [environment, version, limit] = [needed(call, 'to'), wholeNumber(call, 'version'), wholeNumber(call, 'shadow')];
  const { id, latestVersion } = await findFlow(apiOf(call.surroundings), onlyWord(call, 'flow'));
  return { flowId: id, versionNumber: version ?? latestVersion ?? 1, environment, ...(limit !== undefined && { shadow: { limit } }) };
}

function aboutPromotion(promotion: Promotion, words: string): Answer {
  const { id, status, flowName, versionNumber, environment, requestedBy, waitsFor, packageHash } = promotion;
  return {
    data: promotion,
    lines: [
      words,
      `${id}: version ${versionNumber} of “${flowName}” to ${environment}, ${status}, asked for by ${requestedBy}`,
      ...(waitsFor === null ? [] : [waitsFor]),
      ...checkLines(promotion.package.checks),
      `Package hash: ${packageHash}`,
    ],
  };
}

const checkLines = (checks: readonly PreflightCheck[]): string[] => [
  ...tableOf(checks, [{ title: 'CHECK', cell: ({ title }) => title }, { title: '', cell: ({ status }) => status }, { title: 'FOUND', cell: ({ detail }) => detail }]),
  ...checks.flatMap(({ title, items }) => items.map(({ message, fix }) => `  ${title}: ${message}${fix ? ` ${fix}` : ''}`)),
];

const promotionList = (items: readonly PromotionSummary[]): Answer =>
  listAnswer(
    items,
    [
      { title: 'ID', cell: ({ id }) => id },
      { title: 'FLOW', cell: ({ flowName }) => flowName },
      { title: 'VERSION', cell: ({ versionNumber }) => versionNumber, align: 'right' },
      { title: 'TO', cell: ({ environment }) => environment },
      { title: 'STATUS', cell: ({ status }) => status },
      { title: 'ASKED BY', cell: ({ requestedBy }) => requestedBy },
      { title: 'ASKED AT', cell: ({ requestedAt }) => timeOf(requestedAt) },
    ],
    'Nothing was promoted yet.',
  );
