import type { FlowTest, TestAnswer } from '@penstock/flow-model';
import type { RecordedAnswer } from '@penstock/engine';
import { prettyJson, type Json } from '@penstock/kernel';
import { maskOneTimeTokens } from '../../platform/one-time-tokens';
import type { Recording } from '../rehearsals/recordings';

type Recorded = Pick<Recording, 'document' | 'status' | 'createdAt' | 'answers' | 'effects' | 'journal'> & { readonly payload: Json };

/** Steps whose answers come from outside or from people; all others are made anew. */
const answeredFromOutside = ['action', 'sub-flow', 'wait'];

/** A run as a test: what came in and what was answered is given, what it did and what its mappings made is expected. */
export function testOfRecording(recorded: Recorded): Omit<FlowTest, 'name'> {
  const { payload, createdAt, status, effects, answers } = recorded;
  const given = [...answers.all].filter(([key]) => answeredFromOutside.includes(kindOf(recorded, key)) && !key.endsWith('~undo'));
  return {
    event: textOf(payload),
    at: createdAt.toISOString(),
    answers: Object.fromEntries(given.map(([key, answer]) => [key, answerOf(answer)])),
    choices: {},
    expect: {
      outcome: status === 'succeeded' ? 'succeeded' : 'needs-attention',
      effects: effects
        .filter(({ key }) => !key.endsWith('~undo'))
        .map(({ key, connector, action, businessKey, amount, currency }) => ({
          step: key,
          action: `${connector}.${action}`,
          businessKey,
          ...(amount !== null && { amount }),
          ...(currency !== null && { currency }),
          fields: {},
        })),
      outputs: Object.fromEntries([...answers.all].flatMap(([key, answer]) => (kindOf(recorded, key) === 'map' && answer.kind === 'output' ? [[key, { value: textOf(answer.output), fields: {} }]] : []))),
    },
  };
}

const kindOf = ({ document }: Recorded, key: string): string => document.steps[key.split('/').at(-1) ?? key]?.kind ?? '';

const answerOf = (answer: RecordedAnswer): TestAnswer =>
  answer.kind === 'output' ? { output: textOf(answer.output) } : { failure: { code: answer.failure.code.slice(0, 120), message: answer.failure.message.slice(0, 500) } };

/** What stands for a card once is of no use to a test and not for the eyes of its readers. */
const textOf = (value: Json): string => prettyJson(maskOneTimeTokens(value));
