import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, as text for cookies, headers and keys. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** What is stored in place of a token. Tokens are random, so an unsalted fast hash loses nothing. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

/** Compares in constant time, whatever the lengths. */
export const isSameToken = (a: string, b: string): boolean => timingSafeEqual(tokenHash(a), tokenHash(b));
