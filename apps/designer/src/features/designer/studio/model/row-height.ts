/** Of a row, in CSS pixels: the same for every row, so that lines can be computed instead of measured. */
export const ROW_HEIGHT = { comfortable: 28, dense: 24 } as const;
