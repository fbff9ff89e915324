import { Group, Input, NumberInput, Select, Switch } from '@mantine/core';
import { useId, useState } from 'react';
import { naturalUnit, secondsIn, timeUnits, type TimeUnit } from '../model/durations';
import { strings } from '../strings';

interface DurationFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly seconds: number;
  /** By default 366 days. */
  readonly longestSeconds?: number;
  onChange(seconds: number): void;
}

const aLeapYear = 366 * secondsIn('days');

/** A length of time as a number and its unit. */
export function DurationField({
  label,
  description,
  seconds,
  longestSeconds = aLeapYear,
  onChange,
}: DurationFieldProps) {
  const [chosen, setUnit] = useState<TimeUnit>(() => naturalUnit(seconds));
  const unit = seconds % secondsIn(chosen) === 0 ? chosen : naturalUnit(seconds);
  const most = Math.floor(longestSeconds / secondsIn(unit));
  const set = (amount: number, inUnit: TimeUnit): void =>
    onChange(Math.min(longestSeconds, amount * secondsIn(inUnit)));
  const units = timeUnits.filter((known) => known.seconds <= longestSeconds).map((known) => known.unit);
  const describedBy = useId();
  return (
    <Input.Wrapper label={label} labelElement="div" description={description} descriptionProps={{ id: describedBy }}>
      <Group gap={6} role="group" aria-label={label} aria-describedby={describedBy}>
        <NumberInput
          aria-label={strings.numberOf(label)}
          w={90}
          min={1}
          max={most}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="blur"
          value={seconds / secondsIn(unit)}
          onChange={(amount) => typeof amount === 'number' && amount >= 1 && amount <= most && set(amount, unit)}
        />
        <Select
          aria-label={strings.unitOf(label)}
          w={110}
          allowDeselect={false}
          data={units.map((value) => ({ value, label: strings.timeUnits[value] }))}
          value={unit}
          onChange={(next) => {
            if (next === null) return;
            setUnit(next);
            set(seconds / secondsIn(unit), next);
          }}
        />
      </Group>
    </Input.Wrapper>
  );
}

interface OptionalDurationProps extends Omit<DurationFieldProps, 'seconds' | 'onChange'> {
  /** What the switch says. */
  readonly switchLabel: string;
  readonly seconds: number | undefined;
  /** What it begins with when it is switched on. */
  readonly firstSeconds: number;
  onChange(seconds: number | undefined): void;
}

/** A length of time that need not be set. */
export function OptionalDuration({ switchLabel, seconds, firstSeconds, onChange, ...field }: OptionalDurationProps) {
  return (
    <div className="ps-settings__group">
      <Switch
        label={switchLabel}
        {...(seconds === undefined && field.description !== undefined && { description: field.description })}
        checked={seconds !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? firstSeconds : undefined)}
      />
      {seconds !== undefined && <DurationField {...field} seconds={seconds} onChange={onChange} />}
    </div>
  );
}
