export const strings = {
  explain: 'Explain',
  explanation: 'What this step does',
  source: 'Worked out from the flow as it stands here. Nothing was sent anywhere.',
};
