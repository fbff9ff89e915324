/** A start that cannot go on for a reason the person can act upon: shown as it is, without a stack. */
export class StartFailure extends Error {}
