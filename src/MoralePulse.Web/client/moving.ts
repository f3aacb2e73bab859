/**
 * Moves a wallet to another phone so that exactly one of the two has each pass, whichever loses its connection or is closed half-way.
 *
 * The old phone first marks its passes as moving, then puts the letter into the mailbox, then shows the code. The new phone keeps the letter beside its wallet, then
 * tells the mailbox that it has arrived, and only then may spend what is in it. The old phone gives its passes up once the mailbox says so, and takes them back
 * only after calling the move off there. Arrived or called off: the mailbox takes the first of the two and refuses the other.
 */
import { mailbox as real, type Mailbox } from "./mailbox.ts";
import { merged, newSeed, seal, type Letter, type Seed } from "./letter.ts";
import { done, type Place, type StoredPass, type Wallet } from "./wallet.ts";

/** A move from this phone. The code is shown only once the letter is in the mailbox; before that nobody but this phone knows of it. */
interface Move {
  readonly seed: Seed;
  readonly shown: boolean;
}

/** A letter that is here and has not been confirmed yet. */
interface Arrival {
  readonly seed: Seed;
  readonly letter: Letter;
}

/** Where the passes are. here: on this phone; waiting, fetched: on their way from it; moved: on another. */
export type Whereabouts = "here" | "waiting" | "fetched" | "moved";

/** Why a move can't begin: a tap waits and goes first, or there is no pass to be moved. */
export class CanNotMove extends Error {
  constructor(readonly why: "tap waits" | "nothing to move") {
    super(why);
  }
}

const stores = ["pass", "kept", "fact"];

const all = (pass: IDBObjectStore | undefined): Promise<StoredPass[]> => done(pass!.getAll() as IDBRequest<StoredPass[]>);

/** Begins a move: the passes are put into the mailbox, and can't be used here until it is known what became of it. Returns what the code is made of. */
export async function send(wallet: Wallet, keys: string | undefined, mailbox: Mailbox = real): Promise<{ readonly seed: Seed } | "full" | "signed out"> {
  const seed = newSeed();
  const passes = await wallet.change(stores, async ([pass, kept, fact]) => {
    if ((await done(kept!.count())) > 0) throw new CanNotMove("tap waits");
    const before = await all(pass);
    if (!before.some(one => one.state === "ready" || one.state === "asked")) throw new CanNotMove("nothing to move");
    for (const one of before) if (one.state === "ready" || one.state === "asked") await done(pass!.put({ ...one, state: "moving" }));
    await done(fact!.put({ seed, shown: false } satisfies Move, "move"));
    return before;
  });
  try {
    const put = await mailbox.put(seed, await seal({ passes, place: await wallet.place(), keys }, seed));
    if (put !== "in") {
      await takeBack(wallet);
      return put;
    }
  } catch (fault) {
    await takeBack(wallet); // the code was never shown, so nobody can fetch what may be there
    throw fault;
  }

  await wallet.change(["fact"], async ([fact]) => done(fact!.put({ seed, shown: true } satisfies Move, "move")));
  return { seed };
}

/** What the code of a move under way is made of. */
export const seedOnItsWay = async (wallet: Wallet): Promise<Seed | undefined> => (await wallet.fact<Move>("move"))?.seed;

/** Where the passes are, as far as this device knows without asking. */
export async function whereabouts(wallet: Wallet): Promise<Whereabouts> {
  if (await seedOnItsWay(wallet)) return "waiting";
  return (await wallet.fact<boolean>("moved")) ? "moved" : "here";
}

/** Brings the wallet to where the mailbox says its passes are. Asks nothing where no move is under way; throws where there is no answer. */
export async function settle(wallet: Wallet, memory: string, mailbox: Mailbox = real): Promise<Whereabouts> {
  await confirm(wallet, memory, mailbox);
  const move = await wallet.fact<Move>("move");
  if (move && !move.shown) await takeBack(wallet);
  else if (move) {
    const fate = await mailbox.fate(move.seed);
    if (fate === "waiting" || fate === "fetched") return fate;
    await callOff(wallet, mailbox);
  }

  return (await wallet.fact<boolean>("moved")) ? "moved" : "here";
}

/** Takes over what has arrived, once the mailbox has taken note. Returns false where the old phone has called the move off: then what has arrived is forgotten. */
export async function confirm(wallet: Wallet, memory: string, mailbox: Mailbox = real): Promise<boolean> {
  const arrival = await wallet.fact<Arrival>("arrival");
  if (!arrival) return true;
  const taken = await mailbox.arrived(arrival.seed);
  if (taken) await takeOver(wallet, arrival.letter, memory);
  else await wallet.change(["fact"], async ([fact]) => done(fact!.delete("arrival")));
  return taken;
}

/** Takes the passes back, unless they have arrived on the other phone. */
export async function callOff(wallet: Wallet, mailbox: Mailbox = real): Promise<Whereabouts> {
  const move = await wallet.fact<Move>("move");
  if (!move) return (await wallet.fact<boolean>("moved")) ? "moved" : "here";
  if (await mailbox.callOff(move.seed)) {
    await takeBack(wallet);
    return "here";
  }

  await giveUp(wallet);
  return "moved";
}

/** Keeps a letter that was fetched; it counts once {@link settle} has confirmed it. */
export const receive = (wallet: Wallet, seed: Seed, letter: Letter): Promise<unknown> =>
  wallet.change(["fact"], async ([fact]) => done(fact!.put({ seed, letter } satisfies Arrival, "arrival")));

/** From now on this phone collects passes again. */
export const useAgain = (wallet: Wallet): Promise<unknown> => wallet.change(["fact"], async ([fact]) => done(fact!.delete("moved")));

async function takeBack(wallet: Wallet): Promise<void> {
  await wallet.change(stores, async ([pass, , fact]) => {
    for (const one of await all(pass)) if (one.state === "moving") await done(pass!.put({ ...one, state: one.signature ? "ready" : "asked" }));
    await done(fact!.delete("move"));
  });
}

async function giveUp(wallet: Wallet): Promise<void> {
  await wallet.change(stores, async ([pass, , fact]) => {
    for (const { keyId, kind, date, state } of await all(pass)) if (state === "moving") await done(pass!.put({ keyId, kind, date, state: "elsewhere" } satisfies StoredPass));
    await done(fact!.delete("move"));
    await done(fact!.put(true, "moved"));
  });
}

async function takeOver(wallet: Wallet, letter: Letter, memory: string): Promise<void> {
  if (letter.keys !== undefined && localStorage.getItem(memory) === null) localStorage.setItem(memory, letter.keys);
  await wallet.change(stores, async ([pass, , fact]) => {
    for (const theirs of letter.passes) await done(pass!.put(merged((await done(pass!.get(theirs.keyId))) as StoredPass | undefined, theirs)));
    if (letter.place && ((await done(fact!.get("place"))) as Place | undefined) === undefined) await done(fact!.put(letter.place, "place"));
    await done(fact!.delete("arrival"));
    await done(fact!.delete("moved"));
  });
}
