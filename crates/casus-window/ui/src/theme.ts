/** Light, dark, or as the system has it; and the colours that pictures are drawn in, read from the style sheet. */
export type Theme = 'system' | 'light' | 'dark';

const CHANGED = 'casus:theme';

export function theme(): Theme {
  const set = document.documentElement.dataset.theme;
  return set === 'light' || set === 'dark' ? set : 'system';
}

export function setTheme(to: Theme): void {
  if (to === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = to;
  try {
    if (to === 'system') localStorage.removeItem('casus.theme');
    else localStorage.setItem('casus.theme', to);
  } catch {
    // No storage: it holds until the page is left.
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** Calls back when pictures must be drawn in other colours. */
export function onThemeChange(then: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', then);
  window.addEventListener(CHANGED, then);
  return () => {
    system.removeEventListener('change', then);
    window.removeEventListener(CHANGED, then);
  };
}

export type Palette = {
  paper: string; ink: string; quiet: string; rule: string; faint: string; land: string; border: string; sea: string;
  accent: string; quad: Record<string, string>; font: string; serif: string;
};

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const get = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: get('paper'), ink: get('ink'), quiet: get('quiet'), rule: get('rule'), faint: get('faint'),
    land: get('land'), border: get('border'), sea: get('sea'), accent: get('accent'),
    quad: {
      'verbal-cooperation': get('vcoop'), 'material-cooperation': get('mcoop'),
      'verbal-conflict': get('vconf'), 'material-conflict': get('mconf'), neutral: get('quiet'),
    },
    font: get('sans'), serif: get('serif'),
  };
}
