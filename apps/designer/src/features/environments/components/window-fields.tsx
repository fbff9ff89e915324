import { Checkbox, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { timeZones } from '../../../shared/lib/local-moment';
import { newWindow, type RulesProblems, type WindowDraft } from '../model/rules-draft';
import { strings } from '../strings';

interface WindowFieldsProps {
  /** Null: versions go live at any time. */
  readonly window: WindowDraft | null;
  /** By `changeWindow.<field>`. */
  readonly problems: RulesProblems;
  onChange(window: WindowDraft | null): void;
}

export function WindowFields({ window, problems, onChange }: WindowFieldsProps) {
  return (
    <Stack gap="sm">
      <Switch
        label={strings.hasWindow}
        description={strings.hasWindowHelp}
        checked={window !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? newWindow() : null)}
      />
      {window && (
        <>
          <Checkbox.Group
            label={strings.days}
            value={window.days.map(String)}
            error={problems['changeWindow.days']}
            onChange={(days) => onChange({ ...window, days: days.map(Number) })}
          >
            <Group gap="sm" mt={4}>
              {strings.dayNames.map((name, index) => (
                <Checkbox key={name} value={String(index + 1)} label={name} />
              ))}
            </Group>
          </Checkbox.Group>
          <Group align="flex-start">
            <TextInput w={96} label={strings.from} value={window.from} error={problems['changeWindow.from']} onChange={(event) => onChange({ ...window, from: event.currentTarget.value })} />
            <TextInput w={96} label={strings.to} value={window.to} error={problems['changeWindow.to']} onChange={(event) => onChange({ ...window, to: event.currentTarget.value })} />
            <Select
              flex={1}
              miw={180}
              label={strings.timeZone}
              searchable
              allowDeselect={false}
              data={timeZones}
              value={window.timeZone}
              onChange={(timeZone) => timeZone !== null && onChange({ ...window, timeZone })}
            />
          </Group>
          <div className="ps-meta">{strings.timeHelp}</div>
        </>
      )}
    </Stack>
  );
}
