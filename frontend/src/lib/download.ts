/** Lets the browser keep what an address answers, with the cookies of this page. */
export function download(href: string, name: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
}
