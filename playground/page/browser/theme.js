/** Light or dark: as the system says, until the person says otherwise. */

/** @param {HTMLButtonElement} button */
export function startTheme(button) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
  const name = () => button.setAttribute('aria-label', isDark() ? 'Use the light theme' : 'Use the dark theme');
  const saved = localStorage.getItem('theme');
  if (saved) root.dataset.theme = saved;
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    localStorage.setItem('theme', root.dataset.theme);
    name();
  });
  dark.addEventListener('change', name);
  name();
}
