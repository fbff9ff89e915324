import './browser-shims';
import { MantineProvider } from '@mantine/core';
import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';

/** Renders inside the component kit, without animations. */
export function renderUi(children: ReactNode): RenderResult {
  return render(<MantineProvider env="test">{children}</MantineProvider>);
}
