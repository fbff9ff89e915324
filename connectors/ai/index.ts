import { answerErrors, defineConnector } from '@penstock/connector-sdk';
import { chat } from './actions/chat';
import { embed } from './actions/embed';
import { system } from './api';
import { connection } from './connection';

/** Any endpoint that speaks the OpenAI dialect: OpenAI, Azure, a local model server. It reads and proposes; it never acts. */
export const ai = defineConnector({
  id: 'ai',
  title: 'AI',
  summary: 'Asks a language model of your choice: answers, extractions, embeddings.',
  category: 'general',
  // A four-pointed star with a small one beside it.
  mark: 'M11 3l1.800 6.200L19 11l-6.200 1.800L11 19l-1.800-6.200L3 11l6.200-1.800zM19 15l.700 2.300L22 18l-2.300.700L19 21l-.700-2.300L16 18l2.300-.700z',
  apiRevision: 'OpenAI-compatible: chat completions and embeddings v1',
  connection,
  actions: [chat, embed],
  triggers: [],
  errors: [
    { code: 'AI_CARD_DATA', cause: 'The prompt holds a card number or a security code; nothing was sent.', remedy: 'Map only what the model needs: the last four digits or a token.' },
    { code: 'AI_QUOTA', cause: 'The account has no credit left (429 with insufficient_quota).', remedy: 'Add credit, or choose another endpoint.' },
    { code: 'AI_NOT_JSON', cause: 'JSON was asked for and the model answered with something else.', remedy: 'Ask for less, raise the token limit, or choose another model.' },
    ...answerErrors(system),
  ],
  limits: [
    'A model’s answer is a proposal: it gets no rights to write, and keys of effects never come from it.',
    'Card data in a prompt is refused before anything is sent.',
    'At most 100 messages of 200,000 characters in all, and 2,048 texts per embedding call.',
    'Answers are taken whole; token streaming is not covered.',
  ],
});
