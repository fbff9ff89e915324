import { defineConnector, fileErrors } from '@penstock/connector-sdk';
import { sendMail } from './actions/send-mail';
import { connection } from './connection';
import { emailErrors } from './errors';

/** Mail through a server of the user's choice. */
export const email = defineConnector({
  id: 'email',
  title: 'E-mail',
  summary: 'Sends e-mail through your mail server (SMTP).',
  category: 'messaging',
  // An envelope.
  mark: 'M3 4h18a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zm1 3.200V18h16V7.200l-8 6.300zM5.300 6l6.700 5.200L18.700 6z',
  apiRevision: 'SMTP (RFC 5321)',
  connection,
  actions: [sendMail],
  triggers: [],
  errors: [...emailErrors, ...fileErrors],
  limits: [
    'At most 50 recipients and 50 copies; text and HTML of 1 Mi characters each; at most 10 stored files and 20 MiB as attachments.',
    'The server’s acceptance is told, not the delivery: a bounce goes to the sender’s mailbox.',
    'Whether a message left cannot be asked: after a lost answer a person decides. A repetition has the same Message-ID.',
    'Signs in by password, or by access tokens of OAuth 2.0 (XOAUTH2): client credentials, or a refresh token that an administrator enters; a token that is refused is renewed once.',
  ],
});
