/** The code in the address of a page that was opened from another phone's screen. It never goes to the server, and leaves the address and the history at once. */

const keptAs = "moralepulse move";
const prefix = "#code=";

/** Whether a code stands in the address: other ends of an address lead to a part of the page. */
export const codeInAddress = (): boolean => location.hash.startsWith(prefix);

/** The end of the address that opens a code. */
export const endOfAddress = (code: string): string => prefix + code;

/** The code that this page was opened with, over a sign-in in between: null where there is none. It is taken out, so that a reload does not use it twice. */
export function takeCode(): string | null {
  const code = codeInAddress() ? location.hash.slice(prefix.length) : sessionStorage.getItem(keptAs);
  sessionStorage.removeItem(keptAs);
  if (codeInAddress()) history.replaceState(null, "", location.pathname);
  return code;
}

/** Keeps it for this tab while she signs in. */
export const keepOverSignIn = (code: string): void => sessionStorage.setItem(keptAs, code);
