import { forgetTests, testsKeyOf } from './forget-tests';

test('answers of tests are forgotten, what else the tab keeps stays', () => {
  sessionStorage.setItem(testsKeyOf('flow-1'), '{}');
  sessionStorage.setItem(testsKeyOf('flow-2'), '{}');
  sessionStorage.setItem('penstock.tab', 'a');

  forgetTests(sessionStorage);

  expect(Object.keys(sessionStorage)).toEqual(['penstock.tab']);
});
