import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import 'virtual:kit-styles/base.css';
import './app/styles/tokens.css';
import './app/styles/base.css';
import './app/styles/shell.css';
import './shared/forms/choices/choices.css';
import { invariant } from '@penstock/kernel';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from './app/providers';
import { SignedInPages } from './app/signed-in-pages';

const root = document.getElementById('root');
invariant(root, 'index.html holds #root');
createRoot(root).render(
  <StrictMode>
    <Providers>
      <SignedInPages />
    </Providers>
  </StrictMode>,
);
