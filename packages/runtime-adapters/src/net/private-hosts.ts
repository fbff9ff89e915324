/** Whether an administrator has allowed a host, by name or `name:port`, although its address is private. */
export const mayReachPrivate = ({ host, port }: { readonly host: string; readonly port: number }, allowed: boolean | readonly string[]): boolean =>
  typeof allowed === 'boolean' ? allowed : allowed.includes(host) || allowed.includes(`${host}:${port}`);
