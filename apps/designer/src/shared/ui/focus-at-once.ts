/** As the `ref` of a dialog's first field. A dialog gives the focus only a moment later: the first letters of a quick typist would go elsewhere. */
export function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}
