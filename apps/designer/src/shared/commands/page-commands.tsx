import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';

/** Something the page on the screen can do, for the command palette and the sheet of shortcuts. */
export interface PageCommand {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** As `@mantine/hooks` writes them. */
  readonly keys?: readonly string[];
  /** Left out of the palette while it means nothing. */
  isOff?(): boolean;
  run(): void;
}

export interface CommandRegistry {
  list(): readonly PageCommand[];
  subscribe(listener: () => void): () => void;
  /** Shows these until what it answers is called. */
  register(commands: readonly PageCommand[]): () => void;
}

export function createCommandRegistry(): CommandRegistry {
  let shown: readonly PageCommand[] = [];
  const listeners = new Set<() => void>();
  const show = (commands: readonly PageCommand[]): void => {
    shown = commands;
    listeners.forEach((listener) => listener());
  };
  return {
    list: () => shown,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    register: (commands) => {
      show(commands);
      return () => {
        if (shown === commands) show([]);
      };
    },
  };
}

const RegistryContext = createContext<CommandRegistry>(createCommandRegistry());

export function PageCommandsProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(createCommandRegistry);
  return <RegistryContext.Provider value={registry}>{children}</RegistryContext.Provider>;
}

/** The page offers these as long as it is shown; `commands` is made once. */
export function useOfferedCommands(commands: readonly PageCommand[]): void {
  const registry = useContext(RegistryContext);
  useEffect(() => registry.register(commands), [registry, commands]);
}

export function usePageCommands(): readonly PageCommand[] {
  const registry = useContext(RegistryContext);
  return useSyncExternalStore(registry.subscribe, registry.list);
}
