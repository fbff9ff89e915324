export const strings = {
  title: 'Sign in to Penstock',
  lead: 'Flows that move money, every step accounted for.',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  refused: 'Not signed in',
};
