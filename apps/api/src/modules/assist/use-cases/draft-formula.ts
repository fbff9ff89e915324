import { Injectable } from '@nestjs/common';
import { findCardDataInText } from '@penstock/card-data-guard';
import type { DraftedFormula, DraftFormulaRequest } from '@penstock/contracts';
import type { Json, JsonObject } from '@penstock/kernel';
import { applyEdit, checkMapping, formulaFunctions, knownFields, scopeOfRule, signatureOf, type CheckOptions, type FormulaRule, type MappingDocument } from '@penstock/mapping';
import { z } from 'zod';
import type { RequestContext } from '../../../platform/auth/request-context';
import { AssistModel } from '../assist-model';
import { answerUnusable, draftDiscarded } from '../assist.errors';
import { closedSchema } from '../closed-schema';
import { hostOf } from '../provider-rows';
import { withSeenFields } from '../seen-fields';

const instructions = `Write one formula in the language described below for what the person wants.
The language: names of fields as given; "text" in double quotes; whole and decimal numbers; true, false, null; + - * / %; == != < <= > >=; && || !; cond ? a : b; in; functions as listed. Amounts are exact decimals: a division needs ROUND around it. A field that may be nothing needs COALESCE(field, other) where a value is required. There are no variables, no assignments and no other functions.
Answer with {"formula":"…"}.`;

const answerShape = z.strictObject({ formula: z.string().trim().min(1).max(4000) });
const mostTold = 3;

/** A formula out of a sentence. It is shown to the person, who applies it or does not: nothing is changed here. */
@Injectable()
export class DraftFormula {
  constructor(private readonly model: AssistModel) {}

  /** @throws AssistError AI_DRAFT_DISCARDED for a formula that the checker refuses, and what `AssistModel.ask` throws. */
  async execute(ctx: RequestContext, request: DraftFormulaRequest): Promise<DraftedFormula> {
    const provider = await this.model.requireProvider(ctx);
    const material = materialOf(request, provider.sendDescriptions);
    const answer = answerShape.safeParse(await this.model.ask(ctx, provider, { purpose: 'formula', instructions, material }));
    if (!answer.success) throw answerUnusable('The model did not answer with a formula', answer.error);
    const { formula } = answer.data;
    const refusals = refusalsOf(formula, request);
    if (refusals.length > 0) throw draftDiscarded('formula', refusals.slice(0, mostTold).join(' '));
    return { formula, provider: hostOf(provider) };
  }
}

const optionsOf = ({ sources, target, seen = [] }: DraftFormulaRequest): CheckOptions => ({
  sources: Object.fromEntries(Object.entries(sources).map(([name, schema]) => [name, closedSchema(withSeenFields(name, schema, seen.map(({ path }) => path)))])),
  ...(target && { target }),
});

const documentWith = (mapping: MappingDocument, rule: FormulaRule): MappingDocument => applyEdit(mapping, { kind: 'replace-rule', title: '', rule });

/** Names, types and, where they may be sent, descriptions; no constant of the mapping, no row of a table, no formula. */
function materialOf(request: DraftFormulaRequest, withDescriptions: boolean): Json {
  const { mapping, rule, wanted } = request;
  const scope = scopeOfRule(documentWith(mapping, rule), rule.id, optionsOf(request));
  const fields = scope ? knownFields(scope, request.seen) : [];
  return {
    wanted,
    for: rule.target,
    fields: fields.map(({ path, type, description }): JsonObject => ({ path, type, ...(withDescriptions && description !== undefined && { description }) })),
    tables: Object.keys(mapping.tables),
    functions: formulaFunctions.map((words) => ({ call: signatureOf(words).label, does: words.summary })),
  };
}

/** What the checker says against it, in the place it is for: unknown names, types that do not fit, card data. */
function refusalsOf(formula: string, request: DraftFormulaRequest): readonly string[] {
  if (findCardDataInText(formula).length > 0) return ['It holds card data.'];
  const { mapping, rule } = request;
  const found = checkMapping(documentWith(mapping, { ...rule, formula }), optionsOf(request));
  return found
    .filter(({ severity, ruleId, place = 'formula' }) => severity === 'error' && ruleId === rule.id && place === 'formula')
    .map(({ message, fix }) => (fix === undefined ? message : `${message} ${fix}`));
}
