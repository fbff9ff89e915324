import { meaningOf } from './failure-catalogue';
import { failureFrom } from './recorded-json';

describe('what a failure means', () => {
  test('comes from the catalogue of its connector', () => {
    expect(meaningOf('PAYTRACE_DECLINED')).toEqual({ money: 'Nothing was charged.', remedy: 'Ask the customer for another card or to call the bank.' });
    expect(meaningOf('P21_BUSY')).toEqual({ money: 'Nothing was posted.', remedy: 'Nothing to do: it waits by itself.' });
    expect(meaningOf('HTTP_TIMED_OUT').remedy).toBe('Nothing to do: it is looked up before anything is sent again.');
  });

  test('is not guessed for a code that nobody or more than one knows', () => {
    expect([meaningOf('SOMETHING_ELSE'), meaningOf('TOO_MANY_RECORDS')]).toEqual([{}, {}]);
  });

  test('is added to what was recorded, and never replaces it', () => {
    const recorded = failureFrom(JSON.stringify({ code: 'P21_PERIOD_CLOSED', class: 'business', message: 'Closed.', remedy: 'Ask Ann.' }));

    expect(recorded).toMatchObject({ remedy: 'Ask Ann.', money: 'Found before sending: nothing left.' });
  });
});
