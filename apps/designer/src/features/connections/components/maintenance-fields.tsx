import { ActionIcon, Button, Chip, Group, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { localZone, timeZones } from '../../../shared/lib/local-moment';
import { newWeeklyWindow, weekdayOrder, type EditedWindow, type Weekday, type WeeklyWindow } from '../model/limit-values';
import { strings } from '../strings';

interface MaintenanceFieldsProps {
  readonly windows: readonly EditedWindow[];
  /** By `maintenance.<n>.<field>`. */
  readonly errors: Readonly<Record<string, string>>;
  onChange(windows: readonly EditedWindow[]): void;
}

export function MaintenanceFields({ windows, errors, onChange }: MaintenanceFieldsProps) {
  const replace = (index: number, window: EditedWindow): void =>
    onChange(windows.map((old, at) => (at === index ? window : old)));
  return (
    <div>
      <h3>{strings.maintenance}</h3>
      <div className="ps-meta">{strings.maintenanceHelp}</div>
      {windows.map((window, index) => (
        <fieldset key={index} className="ps-window" aria-label={strings.window(index + 1)}>
          <Group align="flex-start" wrap="nowrap" mt="sm">
            <div style={{ flex: 1 }}>
              {window.kind === 'weekly' ? (
                <WeeklyFields window={window} errors={errorsOf(errors, index)} onChange={(next) => replace(index, next)} />
              ) : (
                <DatedFields window={window} errors={errorsOf(errors, index)} onChange={(next) => replace(index, next)} />
              )}
            </div>
            <ActionIcon
              aria-label={strings.removeWindow(index + 1)}
              onClick={() => onChange(windows.filter((_window, at) => at !== index))}
            >
              <IconX size={14} />
            </ActionIcon>
          </Group>
        </fieldset>
      ))}
      <Group mt="sm">
        <AddButton label={strings.addWeekly} onClick={() => onChange([...windows, newWeeklyWindow(localZone)])} />
        <AddButton label={strings.addDated} onClick={() => onChange([...windows, { kind: 'once', from: '', to: '' }])} />
      </Group>
    </div>
  );
}

interface WindowFieldsProps<Window> {
  readonly window: Window;
  readonly errors: Readonly<Record<string, string>>;
  onChange(window: Window): void;
}

function WeeklyFields({ window, errors, onChange }: WindowFieldsProps<WeeklyWindow>) {
  return (
    <>
      <Chip.Group multiple value={[...window.days]} onChange={(days) => onChange({ ...window, days: days as Weekday[] })}>
        <Group gap={4} role="group" aria-label={strings.days}>
          {weekdayOrder.map((day) => (
            <Chip key={day} value={day} size="xs">
              {strings.dayNames[day]}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {errors['days'] && <div role="alert">{errors['days']}</div>}
      <Group grow mt={4}>
        <TimeField label={strings.from} value={window.from} error={errors['from']} onChange={(from) => onChange({ ...window, from })} />
        <TimeField label={strings.to} value={window.to} error={errors['to']} onChange={(to) => onChange({ ...window, to })} />
        <Select
          label={strings.timeZone}
          searchable
          allowDeselect={false}
          data={timeZones}
          value={window.timeZone}
          error={errors['timeZone']}
          onChange={(timeZone) => timeZone !== null && onChange({ ...window, timeZone })}
        />
      </Group>
    </>
  );
}

function DatedFields({ window, errors, onChange }: WindowFieldsProps<Exclude<EditedWindow, WeeklyWindow>>) {
  return (
    <Group grow>
      <TextInput
        type="datetime-local"
        label={`${strings.from} (${localZone})`}
        value={window.from}
        error={errors['from']}
        onChange={(event) => onChange({ ...window, from: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={`${strings.to} (${localZone})`}
        value={window.to}
        error={errors['to']}
        onChange={(event) => onChange({ ...window, to: event.currentTarget.value })}
      />
    </Group>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  onChange(value: string): void;
}
const TimeField = ({ label, value, error, onChange }: TimeFieldProps) => (
  <TextInput type="time" label={label} value={value} error={error} onChange={(event) => onChange(event.currentTarget.value)} />
);

const AddButton = ({ label, onClick }: { readonly label: string; onClick(): void }) => (
  <Button variant="subtle" color="gray" size="compact-xs" leftSection={<IconPlus size={13} />} onClick={onClick}>
    {label}
  </Button>
);

function errorsOf(errors: Readonly<Record<string, string>>, index: number): Record<string, string> {
  const prefix = `maintenance.${index}.`;
  const own = Object.entries(errors).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(own.map(([path, message]) => [path.slice(prefix.length).split('.')[0] ?? '', message]));
}
