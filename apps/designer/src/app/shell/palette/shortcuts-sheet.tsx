import { Modal } from '@mantine/core';
import { usePageCommands } from '../../../shared/commands/page-commands';
import { keyWords } from '../../../shared/lib/key-words';
import { strings } from '../strings';
import { pages } from './pages';

const words = strings.palette;

interface Row {
  readonly label: string;
  readonly keys: readonly string[];
}

/** Every key of the page on the screen, and those that work everywhere. */
export function ShortcutsSheet({ onClose }: { onClose(): void }) {
  const commands = usePageCommands().filter(({ keys }) => keys && keys.length > 0);
  const groups = [...new Set(commands.map(({ group }) => group))];
  return (
    <Modal opened onClose={onClose} title={words.shortcuts} size={720}>
      <div className="ps-shortcuts">
        <Section
          title={words.everywhere}
          rows={[
            { label: words.title, keys: ['mod+K'] },
            { label: words.shortcuts, keys: ['shift+?'] },
            ...pages.map(({ label, letter }) => ({ label: words.goTo(label), keys: [`g ${letter}`] })),
          ]}
        />
        {groups.map((group) => (
          <Section
            key={group}
            title={group}
            rows={commands.filter((command) => command.group === group).map(({ label, keys = [] }) => ({ label, keys }))}
          />
        ))}
      </div>
    </Modal>
  );
}

function Section({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(({ label, keys }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key} className="ps-key">
                  {keyWords(key)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
