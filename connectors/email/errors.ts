import type { ErrorEntry } from '@penstock/connector-sdk';

export const emailErrors: readonly ErrorEntry[] = [
  { code: 'MAIL_NOT_SENT', cause: 'The mail server could not be reached or broke off before the message.', remedy: 'It is tried again by itself. If it stays so, check server, port, encryption and the server’s certificate.' },
  { code: 'MAIL_ANSWER_LOST', cause: 'The message left and the server’s answer did not come.', remedy: 'Look for the message at a recipient or, by its Message-ID, in the log of the mail server, then decide.' },
  { code: 'MAIL_SERVER_BUSY', cause: 'The server asks to wait (4yz), e.g. graylisting or a limit of messages.', remedy: 'It is tried again by itself.' },
  { code: 'MAIL_REFUSED', cause: 'The server refused the sender, all recipients or the message (5yz).', remedy: 'Correct recipients, sender or content.' },
  { code: 'MAIL_SIGN_IN_REFUSED', cause: 'User or password are refused.', remedy: 'Enter them again and test the connection; some providers want a password made for this app.' },
  { code: 'MAIL_NOT_ENCRYPTED', cause: 'The server offers no encryption, or the connection asks for none on a host that was not allowed.', remedy: 'Choose STARTTLS or TLS, or have an administrator allow a server of your own network.' },
  { code: 'MAIL_ADDRESS_BLOCKED', cause: 'The server has an address of a private network.', remedy: 'Check the server; an administrator can allow a private host.' },
  { code: 'MAIL_HEADER_INVALID', cause: 'An address, name or subject holds a line break or control character.', remedy: 'Take it out of the data.' },
  { code: 'MAIL_NOT_AVAILABLE', cause: 'The process has no way to mail servers.', remedy: 'Run the flow for real.' },
];
