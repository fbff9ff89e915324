const andOthers = (names: readonly string[]): string => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`);

export const strings = {
  here: 'Also in this flow',
  isHere: (name: string) => `${name} has this flow open`,
  isAt: (name: string, step: string) => `${name} is editing ${step}`,
  alsoOpen: 'Also open in another tab',
  alsoOpenHelp: 'You have this flow open in another tab. Edits in both are kept: where they meet, you are asked.',
  editing: (names: readonly string[]) => `${andOthers(names)} ${names.length === 1 ? 'is' : 'are'} editing this step too`,
  editingHelp: 'You can go on: whoever saves later is shown both sides and loses nothing.',
};
