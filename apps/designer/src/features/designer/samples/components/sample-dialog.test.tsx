import '@testing-library/jest-dom';
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Json } from '@penstock/kernel';
import { renderUi } from '../../../../testing/render-ui';
import { SampleDialog } from './sample-dialog';

const tenMillion = 'x'.repeat(10_000_000);

function show(value?: Json): Json[] {
  const pinned: Json[] = [];
  renderUi(<SampleDialog value={value} onPin={(output) => pinned.push(output)} onClose={() => undefined} />);
  return pinned;
}

describe('a sample of ten megabytes', () => {
  test('is refused when it is pasted, before the field takes it', () => {
    const pinned = show();
    const field = screen.getByRole('textbox', { name: 'Output of this step in tests' });

    fireEvent.paste(field, { clipboardData: { getData: () => tenMillion } });

    expect(screen.getByText(/^This has 10\.0 million characters/)).toBeInTheDocument();
    expect([(field as HTMLTextAreaElement).value, pinned]).toEqual(['{}', []]);
  });

  test('that a run left is not put into the field, and a shorter one can be written', async () => {
    const pinned = show({ file: tenMillion });

    expect(screen.getByRole('status')).toHaveTextContent('The output has 10.0 million characters');
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '{"file":"short"}' } });
    await userEvent.click(screen.getByRole('button', { name: 'Pin' }));

    expect(pinned).toEqual([{ file: 'short' }]);
  });
});
