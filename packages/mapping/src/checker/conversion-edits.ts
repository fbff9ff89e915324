import type { MappingRule, StepCall } from '../document';
import type { DocumentEdit } from '../document-edit';
import type { Conversion } from '../types/assign';

/** The rule with a conversion added: as a step of its pipe, or around its formula. */
export function conversionEdit(rule: MappingRule, conversion: Conversion): DocumentEdit | undefined {
  const { title, step, wrap } = wordsOf(conversion);
  if (rule.kind === 'formula' && wrap) {
    return { kind: 'replace-rule', title, rule: { ...rule, formula: `${wrap.before}${rule.formula}${wrap.after}` } };
  }
  if (!step) return undefined;
  if (rule.kind === 'pipe') return { kind: 'replace-rule', title, rule: { ...rule, steps: [...rule.steps, step] } };
  if (rule.kind !== 'copy') return undefined;
  const { from, ...rest } = rule;
  return { kind: 'replace-rule', title, rule: { ...rest, kind: 'pipe', from: [from], steps: [step] } };
}

interface ConversionWords {
  readonly title: string;
  readonly step?: StepCall;
  readonly wrap?: { readonly before: string; readonly after: string };
}

function wordsOf(conversion: Conversion): ConversionWords {
  switch (conversion.kind) {
    case 'to-decimal':
      return {
        title: 'Read it as an exact number',
        step: { op: 'toDecimal', args: {} },
        wrap: { before: 'VALUE(', after: ')' },
      };
    case 'to-integer':
      return {
        title: 'Round to a whole number',
        step: { op: 'round', args: { scale: 0 } },
        wrap: { before: 'INT(ROUND(', after: ', 0))' },
      };
    case 'to-text':
      return { title: 'Write it as text', step: { op: 'toText', args: {} }, wrap: { before: 'TOTEXT(', after: ')' } };
    case 'to-date':
      return {
        title: 'Take the day only',
        step: { op: 'formatDate', args: { format: 'YYYY-MM-DD' } },
        wrap: { before: 'TODATE(', after: ')' },
      };
    case 'parse-date':
      return {
        title: 'Read it as a date',
        step: { op: 'parseDate', args: { format: 'YYYY-MM-DD' } },
        wrap: { before: 'PARSEDATE(', after: ', "YYYY-MM-DD")' },
      };
    case 'truncate':
      return {
        title: `Cut to ${conversion.length} characters`,
        step: { op: 'left', args: { length: conversion.length } },
        wrap: { before: 'LEFT(', after: `, ${conversion.length})` },
      };
    case 'round':
      return {
        title: `Round to ${conversion.scale} digits`,
        step: { op: 'round', args: { scale: conversion.scale } },
        wrap: { before: 'ROUND(', after: `, ${conversion.scale})` },
      };
    case 'pick-item':
      return { title: 'Take the first item', step: { op: 'first', args: {} }, wrap: { before: 'FIRST(', after: ')' } };
  }
}
