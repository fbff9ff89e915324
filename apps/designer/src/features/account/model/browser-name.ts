/** In the order to ask: most browsers also name the ones they descend from. */
const browsers: readonly (readonly [name: string, version: RegExp])[] = [
  ['Edge', /\bEdgA?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari/],
];
const systems: readonly (readonly [name: string, sign: RegExp])[] = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
];

/** What people call the browser of a user-agent line, e.g. “Chrome 147 on Linux”; the line itself when it is none known. */
export function browserName(agent: string): string {
  const browser = browsers.flatMap(([name, sign]) => {
    const version = sign.exec(agent)?.[1];
    return version === undefined ? [] : [`${name} ${version}`];
  })[0];
  const system = systems.find(([, sign]) => sign.test(agent))?.[0];
  if (browser === undefined) return agent;
  return system === undefined ? browser : `${browser} on ${system}`;
}
