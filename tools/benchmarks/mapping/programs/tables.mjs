/** What the mapping looks up, the same for every program. */
export const STATUS = { Approved: 'Paid', Declined: 'Payment Failed', Voided: 'Cancelled' };
export const RATES = { USD: '1', CAD: '0.7312', EUR: '1.0825' };
