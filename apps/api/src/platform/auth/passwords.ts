import { hash, verify } from '@node-rs/argon2';

/** A hash that no password has: an unknown address costs as much time as a wrong password, so neither can be told apart. */
const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$CBgLZxz9VHeryOaeQCqNcQ$vP5/xK8PDl35GhjG4776ccauHosZKy5WoK23ncvhgcE';

/** Argon2id in PHC format: 19 MiB, two passes, a salt of its own. */
export const hashPassword = (password: string): Promise<string> => hash(password);

export const isPassword = (password: string, passwordHash: string | undefined): Promise<boolean> =>
  verify(passwordHash ?? nobodysHash, password);
