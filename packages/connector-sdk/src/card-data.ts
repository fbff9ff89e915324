/**
 * What a field has to do with cards: `pan` the number, also encrypted; `csc` the security code, also encrypted; `token`
 * what stands for a card. A mapping may bring such a value to a field with the same label and nowhere else; masked
 * numbers and last digits are no card data.
 */
export const cardDataLabels = ['pan', 'csc', 'token'] as const;
export type CardDataLabel = (typeof cardDataLabels)[number];

/** For the meta of a field: `z.string().meta({ title: 'Token', ...cardData('token') })`. */
export const cardData = (label: CardDataLabel): { readonly 'x-card-data': CardDataLabel } => ({ 'x-card-data': label });

/** Names of fields that stand for a card once, in requests to a gateway: of no use to a reader, and not for the eyes of one. */
export const oneTimeTokenNames: ReadonlySet<string> = new Set(['hpf_token', 'enc_key']);
