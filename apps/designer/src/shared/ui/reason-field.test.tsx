import '@testing-library/jest-dom';
import { screen } from '@testing-library/react';
import { renderUi } from '../../testing/render-ui';
import { ReasonField } from './reason-field';

describe('the reason of a decision', () => {
  test.each([[''], ['  ok ']])('says what is missing as long as it is too short: %p', (value) => {
    renderUi(<ReasonField value={value} onChange={() => undefined} />);

    expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveAccessibleDescription(
      'Kept in the record with your name. Write at least 3 characters.',
    );
  });

  test('says only what becomes of it when it is long enough', () => {
    renderUi(<ReasonField value="odd" onChange={() => undefined} />);

    expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveAccessibleDescription(
      'Kept in the record with your name.',
    );
  });
});
