import { parseSmtpAddress } from './smtp-address';

const from = 'penstock@example.com';

describe('an SMTP address', () => {
  test.each([
    ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, encryption: 'starttls' }],
    ['smtps://mail.example.com', { host: 'mail.example.com', port: 465, encryption: 'implicit' }],
    ['smtp://10.0.0.5:25?encryption=none', { host: '10.0.0.5', port: 25, encryption: 'none' }],
    ['smtp://[fd00::5]:2525', { host: 'fd00::5', port: 2525, encryption: 'starttls' }],
  ])('%s is read', (address, server) => {
    expect(parseSmtpAddress(address, from)).toEqual({ server, password: '', from });
  });

  test('keeps user and password, whatever characters they have', () => {
    const mail = parseSmtpAddress('smtp://robot%40example.com:p%3Aa%2Fss@mail.example.com', from);

    expect([mail?.server.signIn, mail?.password]).toEqual([{ user: 'robot@example.com', password: { $secret: 'smtp-password' } }, 'p:a/ss']);
  });

  test.each(['', 'mail.example.com', 'http://mail.example.com', 'smtp://', 'smtp://mail.example.com?encryption=maybe'])('is not %j', (address) => {
    expect(parseSmtpAddress(address, from)).toBeUndefined();
  });
});
