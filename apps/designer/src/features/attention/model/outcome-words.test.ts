import { outcomeWords } from './outcome-words';

test('what is said afterwards differs by outcome', () => {
  expect(outcomeWords['did-not-happen-send'].done).toContain('sent again');
  expect(outcomeWords['did-not-happen-stop'].done).toContain('stays stopped');
  expect(outcomeWords['did-not-happen-stop'].done).not.toContain('goes on');
});
