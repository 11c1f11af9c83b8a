import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal, type ITheme } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';

const DARK: ITheme = {
  background: '#0c0e12', foreground: '#dfe2ea', cursor: '#709bf8', cursorAccent: '#0c0e12', selectionBackground: '#2f4679',
  black: '#282b33', red: '#f96f70', green: '#56d089', yellow: '#f0ba59', blue: '#709bf8', magenta: '#b39df3', cyan: '#5fc9d8', white: '#c9cdd6',
  brightBlack: '#878c96', brightRed: '#ff9a9a', brightGreen: '#86e3ac', brightYellow: '#f7d08a', brightBlue: '#9bbafb', brightMagenta: '#cbbcf8', brightCyan: '#93dde8', brightWhite: '#f4f5f8',
};

const LIGHT: ITheme = {
  background: '#ffffff', foreground: '#1d2130', cursor: '#2c5fdd', cursorAccent: '#ffffff', selectionBackground: '#c9d9fb',
  black: '#1d2130', red: '#c9222b', green: '#007840', yellow: '#975d00', blue: '#2c5fdd', magenta: '#6b3fd4', cyan: '#0e7490', white: '#6b7280',
  brightBlack: '#676c75', brightRed: '#b01c26', brightGreen: '#00653a', brightYellow: '#7f4e00', brightBlue: '#244fc0', brightMagenta: '#5a31bd', brightCyan: '#0b5f77', brightWhite: '#3b4150',
};

export const terminalTheme = (theme: 'dark' | 'light'): ITheme => (theme === 'dark' ? DARK : LIGHT);

export interface Screen {
  terminal: Terminal;
  fit: FitAddon;
  search: SearchAddon;
}

/** Opens what a program printed only when a person means it, and only if it is a page. */
export function openLink({ ctrlKey, metaKey }: Pick<MouseEvent, 'ctrlKey' | 'metaKey'>, uri: string): void {
  if ((ctrlKey || metaKey) && /^https?:\/\//i.test(uri)) window.open(uri, '_blank', 'noopener,noreferrer');
}

/** An xterm screen that no output can use against its reader: only http(s) links, no clipboard by escape sequence. */
export function makeScreen(theme: 'dark' | 'light', fontSize: number): Screen {
  const terminal = new Terminal({
    allowProposedApi: true,
    fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
    fontSize,
    lineHeight: 1.25,
    cursorBlink: true,
    scrollback: 20_000,
    theme: terminalTheme(theme),
    linkHandler: { activate: openLink, allowNonHttpProtocols: false },
    macOptionIsMeta: true,
  });
  const fit = new FitAddon();
  const search = new SearchAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  terminal.loadAddon(new WebLinksAddon(openLink));
  terminal.parser.registerOscHandler(52, () => true);
  return { terminal, fit, search };
}

const SOFTWARE = /swiftshader|llvmpipe|software|basic render|softpipe/i;

/** WebGL is faster on a real graphics card and many times slower without one. */
export async function applyGraphicsCard(terminal: Terminal): Promise<void> {
  const context = document.createElement('canvas').getContext('webgl2');
  const info = context?.getExtension('WEBGL_debug_renderer_info');
  const renderer = context && info ? String(context.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  if (renderer === '' || SOFTWARE.test(renderer)) return;
  const { WebglAddon } = await import('@xterm/addon-webgl');
  const addon = new WebglAddon();
  addon.onContextLoss(() => addon.dispose());
  terminal.loadAddon(addon);
}
