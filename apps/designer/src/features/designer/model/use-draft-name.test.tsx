import '@testing-library/jest-dom';
import { act, screen } from '@testing-library/react';
import { aFlow } from '../../../testing/a-flow';
import { renderEditor } from '../../../testing/render-editor';
import { useDraftName } from './use-draft-name';

function Name() {
  return <output aria-label="name">{useDraftName()}</output>;
}

const show = (latestVersion: number | null) =>
  renderEditor(<Name />, {
    flow: aFlow(),
    api: { flows: { read: async () => ({ latestVersion }), version: async () => ({ document: aFlow() }) } },
  });

describe('the document on the screen', () => {
  test('is a draft as long as no version was saved', async () => {
    show(null);

    expect(await screen.findByText('Draft')).toBeInTheDocument();
  });

  test('bears the number of its version until it is changed, and again when the change is undone', async () => {
    const store = show(2);
    expect(await screen.findByText('v2')).toBeInTheDocument();

    act(() => store.getState().execute({ kind: 'rename-flow', name: 'Another name', description: '' }));
    expect(await screen.findByText('v2 + changes')).toBeInTheDocument();

    act(() => store.getState().undo());
    expect(await screen.findByText('v2')).toBeInTheDocument();
  });
});
