/** What came whole: its status and its text. */
export interface Whole {
  readonly status: number;
  readonly text: string;
}

/** Long enough for a page on a slow line. */
const patienceMs = 15_000;

/** Asks for something that is only looked at: null where it did not come whole, for a connection can break within a body too. Whoever looks asks again later. */
export async function whole(address: string, how: RequestInit = {}): Promise<Whole | null> {
  try {
    const response = await fetch(address, { ...how, signal: AbortSignal.timeout(patienceMs) });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}

/** The same for a page: null where there is none to be had now. */
export async function wholePage(address: string): Promise<Document | null> {
  const answer = await whole(address);
  return answer?.status === 200 ? new DOMParser().parseFromString(answer.text, "text/html") : null;
}
