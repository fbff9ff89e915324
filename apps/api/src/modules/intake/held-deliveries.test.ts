import { HeldDeliveries } from './held-deliveries';

describe('the deliveries a process holds', () => {
  test('are refused beyond the limit, all together', () => {
    const held = new HeldDeliveries(100);
    const [first, second] = [held.open(), held.open()];

    expect([first.take(60), second.take(40), second.take(1), first.take(1)]).toEqual([true, true, false, false]);
  });

  test('make room when one is answered', () => {
    const held = new HeldDeliveries(100);
    const [first, second] = [held.open(), held.open()];
    first.take(100);
    const before = second.take(50);

    first.release();

    expect([before, second.take(50)]).toEqual([false, true]);
  });

  test('may be over the limit when there is only one', () => {
    const alone = new HeldDeliveries(100).open();

    expect([alone.take(80), alone.take(80)]).toEqual([true, true]);
  });
});
