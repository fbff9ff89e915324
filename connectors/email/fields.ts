import { z } from 'zod';

/** One address and nothing around it: no display name, no second address, no line break. */
export const emailAddress = z.email().max(254);

const oneLine = /^[^\u0000-\u001f\u007f\u0085\u2028\u2029]*$/;

/** Text of a header: a line break in it would begin another header. */
export const headerText = (longest: number) => z.string().trim().min(1).max(longest).regex(oneLine, 'One line, without control characters');
