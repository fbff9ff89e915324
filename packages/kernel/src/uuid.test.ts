import { InvariantViolation } from './errors';
import { timeOfUuidv7, uuidv7 } from './uuid';

describe('uuidv7', () => {
  it('carries time, version and variant as RFC 9562 says', () => {
    const random = Uint8Array.from([0xfc, 0xc3, 0xd8, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);

    expect(uuidv7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('sorts by time', () => {
    const random = new Uint8Array(10).fill(255);

    expect(uuidv7(1_000, random) < uuidv7(1_001, new Uint8Array(10))).toBe(true);
  });

  it('refuses too few random bytes', () => {
    expect(() => uuidv7(1, new Uint8Array(9))).toThrow(InvariantViolation);
  });
});

describe('the time of a uuidv7', () => {
  it('is the one it was made with', () => {
    expect(timeOfUuidv7(uuidv7(1_700_000_000_123, new Uint8Array(10)))).toBe(1_700_000_000_123);
  });

  it('is not guessed from other ids', () => {
    expect(timeOfUuidv7('017f22e2-79b0-4cc3-98c4-dc0c0c07398f')).toBeUndefined();
  });
});
