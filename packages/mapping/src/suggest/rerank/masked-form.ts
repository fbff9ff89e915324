const longestForm = 40;

/**
 * The form of a value without its characters: every digit 9, every letter a or A, signs as they are, cut at 40.
 * `PAY-1043` is `AAA-9999`.
 */
export const maskedForm = (text: string): string =>
  text
    .slice(0, longestForm)
    .replace(/\p{N}/gu, '9')
    .replace(/\p{Lu}/gu, 'A')
    .replace(/[^\p{Lu}\p{P}\p{S}\p{Z}9]/gu, 'a');
