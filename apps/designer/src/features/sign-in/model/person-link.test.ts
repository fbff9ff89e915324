import { personLinkOf } from './person-link';

test.each([
  ['/invitation', '#abc', { kind: 'invitation', token: 'abc' }],
  ['/password-reset', '#abc', { kind: 'password-reset', token: 'abc' }],
  ['/invitation', '', null],
  ['/flows', '#abc', null],
])('%s%s stands for %j', (pathname, hash, expected) => {
  expect(personLinkOf({ pathname, hash })).toEqual(expected);
});
