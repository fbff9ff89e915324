import { newTotpSecret, totpCode, totpStep, totpUri } from './totp';

/** The key of RFC 6238, appendix B: the ASCII text 12345678901234567890. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('time-based one-time passwords', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238 at second %i', (second, code) => {
    expect(totpCode(secret, second * 1000)).toBe(code);
  });

  test.each([-30_000, 0, 30_000])('count %i ms beside the clock', (beside) => {
    const now = 1_111_111_109_000;

    expect(totpStep(secret, totpCode(secret, now + beside), { now, lastStep: 0 })).toBe(Math.floor((now + beside) / 30_000));
  });

  test.each([-60_000, 60_000])('do not count %i ms beside the clock', (beside) => {
    const now = 1_111_111_109_000;

    expect(totpStep(secret, totpCode(secret, now + beside), { now, lastStep: 0 })).toBeUndefined();
  });

  test('count once', () => {
    const now = 1_111_111_109_000;
    const code = totpCode(secret, now);
    const step = totpStep(secret, code, { now, lastStep: 0 });

    expect(totpStep(secret, code, { now, lastStep: step ?? 0 })).toBeUndefined();
  });

  test('have a secret of 160 bits of its own', () => {
    const [one, other] = [newTotpSecret(), newTotpSecret()];

    expect(one).toMatch(/^[A-Z2-7]{32}$/);
    expect(other).not.toBe(one);
  });

  test('are handed to an app as it expects them', () => {
    expect(totpUri('ABC', 'ann@x.example')).toBe('otpauth://totp/Penstock%3Aann%40x.example?secret=ABC&issuer=Penstock&algorithm=SHA1&digits=6&period=30');
  });
});
