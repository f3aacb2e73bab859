/** The page after a tap on a shared computer: it makes room for the next person, and leaves no place to go back to. */

/** For so long it stays. */
const staysMs = 20_000;

setTimeout(() => location.replace("/"), staysMs);
