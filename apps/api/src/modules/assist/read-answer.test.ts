import { readAnswer } from './read-answer';

const answering = (content: string) => readAnswer(new Response(JSON.stringify({ choices: [{ message: { content } }] })), 'ai.example.com');
const fence = '```';

describe('what a model wrote', () => {
  test.each([
    ['bare', ' {"ready": true}\n'],
    ['in a code block', `${fence}json\n{"ready": true}\n${fence}`],
    ['in a code block without a language', `\n${fence}\n{"ready": true}${fence}\n\n`],
    ['in a code block with Windows line ends', `${fence}json\r\n{"ready": true}\r\n${fence}\r\n`],
  ])('is read %s', async (_, content) => {
    expect(await answering(content)).toEqual({ ready: true });
  });

  test.each([
    ['a code block without an end', `${fence}json\n{"ready": true}`],
    ['a code block without a line', fence],
    ['a code block of nothing', `${fence}\n${fence}`],
    ['words around a code block', `Sure:\n${fence}\n{}\n${fence}`],
    // Each of these would keep a backtracking pattern busy for minutes.
    ['as many line breaks as may come, in a block without an end', fence + '\n'.repeat(520_000)],
    ['as many blanks as may come, in a block without an end', `${fence}json\n${' '.repeat(1_000_000)}x`],
  ])('is thrown away when it is %s', async (_, content) => {
    await expect(answering(content)).rejects.toMatchObject({ code: 'AI_ANSWER_UNUSABLE', message: expect.stringContaining('did not answer with JSON') });
  });
});
