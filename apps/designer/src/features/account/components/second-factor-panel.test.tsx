import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/render-page';
import { SecondFactorPanel } from './second-factor-panel';

function show(hasSecondFactor: boolean) {
  const asked: unknown[] = [];
  renderPage(<SecondFactorPanel />, {
    account: {
      read: async () => ({ email: 'ann@home.example', name: 'Ann', hasSecondFactor, recoveryCodesLeft: 9 }),
      startSecondFactor: async (body: unknown) => (asked.push(body), { secret: 'ABCDEFGH', uri: 'otpauth://totp/x', picture: { size: 21, path: 'M0 0h1v1h-1z' } }),
      confirmSecondFactor: async (body: unknown) => (asked.push(body), { codes: ['aaaaa-bbbbb', 'ccccc-ddddd'] }),
      removeSecondFactor: async (body: unknown) => void asked.push(body),
    },
  });
  return asked;
}

describe('the second factor', () => {
  test('is set up with the password, a code and a look at the recovery codes', async () => {
    const asked = show(false);
    await userEvent.type(await screen.findByLabelText('Your password'), 'secret');
    await userEvent.click(screen.getByRole('button', { name: 'Set up' }));
    expect(await screen.findByText('ABCDEFGH')).toBeInTheDocument();
    expect(screen.getByRole('img', { name: /QR code/ })).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText(/^Code/), '123456');
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));

    expect(await screen.findByText('aaaaa-bbbbb ccccc-ddddd')).toBeInTheDocument();
    expect(asked).toEqual([{ password: 'secret' }, { code: '123456' }]);
  });

  test('says how many recovery codes are left and is removed with the password', async () => {
    const asked = show(true);
    expect(await screen.findByText('On. 9 recovery codes are left.')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Your password'), 'secret');
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));

    expect(asked).toEqual([{ password: 'secret' }]);
  });
});
