import type { AiProvider, SaveAiProviderRequest } from '@penstock/contracts';

/** The form as it is being filled in. */
export interface ProviderFields {
  readonly isOn: boolean;
  readonly address: string;
  readonly model: string;
  readonly apiKey: string;
  readonly needsNoKey: boolean;
  readonly timeoutSeconds: number;
  readonly sendDescriptions: boolean;
  readonly sendValues: boolean;
}

export const fieldsOf = (provider: AiProvider | null): ProviderFields => ({
  isOn: provider?.isOn ?? false,
  address: provider?.address ?? '',
  model: provider?.model ?? '',
  apiKey: '',
  needsNoKey: provider !== null && provider.apiKeySetAt === null,
  timeoutSeconds: provider?.timeoutSeconds ?? 30,
  sendDescriptions: provider?.sendDescriptions ?? true,
  sendValues: provider?.sendValues ?? false,
});

/** An empty key keeps the stored one. */
export function requestOf({ apiKey, needsNoKey, ...fields }: ProviderFields): SaveAiProviderRequest {
  if (needsNoKey) return { ...fields, apiKey: null };
  return apiKey === '' ? fields : { ...fields, apiKey };
}
