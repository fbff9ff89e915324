/** `flow-version.created` → `Flow version created`: the log keeps codes, people read words. */
export function actionWords(code: string): string {
  const words = code.replace(/[.-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
