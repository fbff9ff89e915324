import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Deep teal: primary actions and selection only. */
const teal: MantineColorsTuple = [
  '#e7f5f3',
  '#cfe9e6',
  '#a2d5cf',
  '#72c0b8',
  '#48aba1',
  '#259388',
  '#137d73',
  '#0f6b63',
  '#0b5750',
  '#07423d',
];

const slate: MantineColorsTuple = [
  '#f7f8fa',
  '#f0f2f5',
  '#e3e7ec',
  '#d2d8e0',
  '#b3bcc8',
  '#8b96a5',
  '#66717f',
  '#4b5563',
  '#333c48',
  '#1b2430',
];

/** True dark greys, no pure black; index 7 is the page. */
const dark: MantineColorsTuple = [
  '#dbe0e7',
  '#b6bfca',
  '#9aa5b2',
  '#6f7a87',
  '#3b434d',
  '#2d343c',
  '#22272e',
  '#171a1f',
  '#131619',
  '#0f1114',
];

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  colors: { teal, gray: slate, dark },
  fontFamily: "'Inter Variable', Inter, system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'sm',
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  shadows: { xs: 'none', sm: 'none', md: 'var(--ps-shadow)', lg: 'var(--ps-shadow)', xl: 'var(--ps-shadow)' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', checkIconPosition: 'right' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, fz: 'xs' } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 }, closeButtonProps: { 'aria-label': 'Close' } } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Menu: { defaultProps: { shadow: 'md', withinPortal: true } },
  },
});

/** Mantine's own variables follow our tokens, so that kit components and ours never differ. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': 'var(--ps-surface)',
    '--mantine-color-text': 'var(--ps-text)',
    '--mantine-color-dimmed': 'var(--ps-dimmed)',
    '--mantine-color-default-border': 'var(--ps-border-strong)',
    '--mantine-color-placeholder': 'var(--ps-placeholder)',
    '--mantine-color-error': 'var(--ps-failed)',
  },
  dark: {
    '--mantine-color-body': 'var(--ps-surface)',
    '--mantine-color-text': 'var(--ps-text)',
    '--mantine-color-dimmed': 'var(--ps-dimmed)',
    '--mantine-color-default': 'var(--ps-field)',
    '--mantine-color-default-border': 'var(--ps-border-strong)',
    '--mantine-color-placeholder': 'var(--ps-placeholder)',
    '--mantine-color-error': 'var(--ps-failed)',
    '--mantine-color-anchor': 'var(--ps-brand-text)',
    '--mantine-color-red-light-color': 'var(--ps-failed)',
  },
});
