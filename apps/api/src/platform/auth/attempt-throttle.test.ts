import { manualClock } from '@penstock/kernel';
import { AttemptThrottle } from './attempt-throttle';

const aThrottle = () => {
  const clock = manualClock(1_000_000);
  return { clock, throttle: new AttemptThrottle(clock, { maxFailures: 2, windowMs: 60_000 }) };
};

describe('a throttle for failed attempts', () => {
  test('lets a mistake pass', () => {
    const { throttle } = aThrottle();

    throttle.recordFailure('a');

    expect(throttle.secondsToWait('a')).toBeUndefined();
  });

  test('makes its key wait after too many', () => {
    const { throttle, clock } = aThrottle();
    throttle.recordFailure('a');
    clock.advance(10_000);

    throttle.recordFailure('a');

    expect([throttle.secondsToWait('a'), throttle.secondsToWait('b')]).toEqual([50, undefined]);
  });

  test('forgets when the window has passed', () => {
    const { throttle, clock } = aThrottle();
    throttle.recordFailure('a');
    throttle.recordFailure('a');

    clock.advance(60_000);

    expect(throttle.secondsToWait('a')).toBeUndefined();
  });

  test('forgets on request', () => {
    const { throttle } = aThrottle();
    throttle.recordFailure('a');
    throttle.recordFailure('a');

    throttle.forget('a');

    expect(throttle.secondsToWait('a')).toBeUndefined();
  });

  test('does not grow without end', () => {
    const { throttle } = aThrottle();
    throttle.recordFailure('first');
    throttle.recordFailure('first');

    for (let index = 0; index < 10_000; index += 1) throttle.recordFailure(`key ${index}`);

    expect(throttle.secondsToWait('first')).toBeUndefined();
  });
});
