import { flowDocument } from '@penstock/flow-model';
import { formulaRule, mappingDocument } from '@penstock/mapping';
import { z } from 'zod';
import { issue, timestamp } from './common';

/** Kept and shown as it is, in the settings and in the audit log: whatever signs in belongs into the key. */
const modelAddress = z
  .url({ protocol: /^https?$/, abort: true })
  .max(500)
  .refine((address) => !hasSignIn(address), { message: 'Leave the user name and the password out of the address: it can be read in the settings and in the audit log. What signs in is entered as the API key.' })
  .refine((address) => !/[?#]/.test(address), { message: 'Leave out everything from “?” or “#” on: it can be read in the settings and in the audit log. What signs in is entered as the API key.' });

function hasSignIn(address: string): boolean {
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
}

/** Where a model answers, and what may be told to it. Names and types of fields are sent whenever it is on. */
export const saveAiProviderRequest = z.strictObject({
  /** Base address of an OpenAI-compatible API: `/chat/completions` answers under it. */
  address: modelAddress,
  model: z.string().trim().min(1).max(200),
  /** Write-only. Left out: the stored one stays, as long as the host does. Null: none, for a server that wants none. */
  apiKey: z.string().min(1).max(2000).nullable().optional(),
  isOn: z.boolean().default(false),
  sendDescriptions: z.boolean().default(true),
  /** Sample values, masked: the form of a value, never its characters. */
  sendValues: z.boolean().default(false),
  timeoutSeconds: z.int().min(1).max(120).default(30),
});
export type SaveAiProviderRequest = z.input<typeof saveAiProviderRequest>;

export const aiProvider = z.object({
  address: z.string(),
  model: z.string(),
  apiKeySetAt: timestamp.nullable(),
  isOn: z.boolean(),
  sendDescriptions: z.boolean(),
  sendValues: z.boolean(),
  timeoutSeconds: z.int(),
  updatedAt: timestamp,
  updatedBy: z.string(),
});
export type AiProvider = z.infer<typeof aiProvider>;

export const aiProviderTest = z.object({ summary: z.string() });
export type AiProviderTest = z.infer<typeof aiProviderTest>;

/** What help there is beside the parts that need no provider. */
export const assistOffer = z.object({
  /** Host of the provider that is switched on. */
  provider: z.string().nullable(),
});
export type AssistOffer = z.infer<typeof assistOffer>;

/** Which failure is to be explained: its code, and its class as it was recorded. */
export const explainFailureQuery = z.object({ code: z.string().regex(/^[A-Z][A-Z0-9_]{0,99}$/), class: z.string().max(40).optional() });
export type ExplainFailureQuery = z.infer<typeof explainFailureQuery>;

/** Worked out from the catalogues of the installed connectors and of the engine; nobody is asked. */
export const failureExplanation = z.object({
  code: z.string(),
  /** More than one where it depends on the connector, none for a code that nobody describes. */
  meanings: z.array(z.object({ connector: z.string().nullable(), cause: z.string(), money: z.string().nullable(), remedy: z.string() })),
  /** What the platform does by itself after a failure of this class. */
  next: z.string().nullable(),
});
export type FailureExplanation = z.infer<typeof failureExplanation>;

const wanted = z.string().trim().min(3).max(1000);
const jsonSchema = z.record(z.string(), z.unknown());

/** A formula for a rule, out of a sentence. Of the mapping only names and types are told to the provider. */
export const draftFormulaRequest = z.strictObject({
  wanted,
  mapping: mappingDocument,
  /** The rule of the mapping that the formula is for. */
  rule: formulaRule,
  sources: z.record(z.string(), jsonSchema),
  target: jsonSchema.optional(),
  /** Fields that records show and no schema describes; names and types only. */
  seen: z.array(z.strictObject({ path: z.string().max(500), type: z.string().max(60) })).max(1000).optional(),
});
export type DraftFormulaRequest = z.infer<typeof draftFormulaRequest>;

/** Has passed the checker of mappings; nothing was changed. */
export const draftedFormula = z.object({ formula: z.string(), provider: z.string() });
export type DraftedFormula = z.infer<typeof draftedFormula>;

/** A whole flow out of a sentence. The provider is told the catalogue of installed steps, and nothing of any flow. */
export const draftFlowRequest = z.strictObject({ wanted: z.string().trim().min(10).max(4000), name: z.string().trim().min(1).max(120) });
export type DraftFlowRequest = z.infer<typeof draftFlowRequest>;

/** Holds only steps that are installed and has passed the checker; nothing was changed. */
export const draftedFlow = z.object({
  document: flowDocument,
  provider: z.string(),
  /** What is still to be filled in. */
  problems: z.array(issue.extend({ severity: z.enum(['error', 'warning']) })),
});
export type DraftedFlow = z.infer<typeof draftedFlow>;
