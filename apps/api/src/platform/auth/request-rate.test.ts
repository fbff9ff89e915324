import { RequestRate } from './request-rate';

const at = (start: number) => {
  const clock = { time: start, now: () => clock.time, monotonic: () => clock.time };
  return clock;
};

describe('the requests of a caller', () => {
  test('are let through up to the allowance, then told how long to wait', () => {
    const rate = new RequestRate(at(0), 3);

    expect([1, 2, 3, 4].map(() => rate.secondsToWait('a'))).toEqual([undefined, undefined, undefined, 20]);
  });

  test('are let through again as time passes', () => {
    const clock = at(0);
    const rate = new RequestRate(clock, 3);
    for (let count = 0; count < 4; count += 1) rate.secondsToWait('a');

    clock.time = 20_000;

    expect([rate.secondsToWait('a'), rate.secondsToWait('a')]).toEqual([undefined, 20]);
  });

  test('do not use up those of another', () => {
    const rate = new RequestRate(at(0), 1);
    rate.secondsToWait('a');

    expect([rate.secondsToWait('a'), rate.secondsToWait('b')]).toEqual([60, undefined]);
  });

  test('never save up more than a minute’s', () => {
    const clock = at(0);
    const rate = new RequestRate(clock, 2);
    rate.secondsToWait('a');

    clock.time = 3_600_000;

    expect([1, 2, 3].map(() => rate.secondsToWait('a'))).toEqual([undefined, undefined, 30]);
  });
});
