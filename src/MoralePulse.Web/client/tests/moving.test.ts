import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, type Seed } from "../letter.ts";
import { NoAnswer, type Fate, type Mailbox } from "../mailbox.ts";
import { callOff, CanNotMove, confirm, receive, send, settle, useAgain } from "../moving.ts";
import { Wallet, type StoredPass } from "../wallet.ts";

// What a browser has and node has not.
const kept = new Map<string, string>();
Object.assign(globalThis, { localStorage: { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => kept.set(name, value) } });

/** The mailbox's rules, as the service keeps them; a call may be lost on its way there, or its answer on its way back. */
class InMemory implements Mailbox {
  letter: Uint8Array<ArrayBuffer> | undefined;
  state: Fate = "over";
  calls = 0;

  constructor(
    private readonly lostAt = -1,
    private readonly lost: "request" | "answer" = "answer",
  ) {}

  put = (_: Seed, letter: Uint8Array<ArrayBuffer>) => this.call(() => {
    this.letter = letter;
    this.state = "waiting";
    return "in" as const;
  });
  fetch = () => this.call(() => {
    const letter = this.letter ?? null;
    if (letter) this.state = "fetched";
    this.letter = undefined;
    return letter;
  });
  fate = () => this.call(() => this.state);
  arrived = () => this.call(() => {
    if (this.state === "fetched") this.state = "arrived";
    return this.state === "arrived";
  });
  callOff = () => this.call(() => {
    if (this.state === "waiting") this.state = "over";
    if (this.state === "fetched") this.state = "called-off";
    this.letter = undefined;
    return this.state !== "arrived";
  });

  /** Ten minutes are over. */
  forget(): void {
    this.letter = undefined;
    if (this.state === "waiting") this.state = "over";
  }

  private async call<T>(work: () => T): Promise<T> {
    const lost = this.calls++ === this.lostAt;
    if (lost && this.lost === "request") throw new NoAnswer();
    const result = work();
    if (lost) throw new NoAnswer();
    return result;
  }
}

let wallets = 0;
const bytes = (fill: number) => new Uint8Array(8).fill(fill);
const monday: StoredPass = { keyId: "monday", kind: "day", date: "2026-11-23", state: "spent" };
const tuesday: StoredPass = { keyId: "tuesday", kind: "day", date: "2026-11-24", state: "ready", message: bytes(1), inv: bytes(2), blinded: bytes(3), signature: bytes(4) };
const wednesday: StoredPass = { keyId: "wednesday", kind: "day", date: "2026-11-25", state: "asked", message: bytes(5), inv: bytes(6), blinded: bytes(7) };
const week: StoredPass = { keyId: "week", kind: "week", date: "2026-11-23", state: "ready", message: bytes(8), signature: bytes(9), boundTo: "tuesday" };

async function phones(): Promise<[Wallet, Wallet]> {
  const [old, fresh] = [await Wallet.open(`old-${++wallets}`), await Wallet.open(`fresh-${wallets}`)];
  await old.add([monday, tuesday, wednesday, week]);
  await old.remember({ unit: "ward-1", unitName: "Ward 1", shift: "early", staffGroup: "" });
  await fresh.add([{ keyId: "tuesday", kind: "day", date: "2026-11-24", state: "elsewhere" }]);
  return [old, fresh];
}

const states = async (wallet: Wallet) => Object.fromEntries((await wallet.passes()).map(pass => [pass.keyId, pass.state]));

/** The new phone's part, as its page does it. */
async function arrive(fresh: Wallet, seed: Seed, mailbox: Mailbox): Promise<boolean> {
  const letter = await mailbox.fetch(seed);
  if (letter === null) return false;
  await receive(fresh, seed, await open(letter, seed));
  return confirm(fresh, "keys", mailbox);
}

test("a wallet moves with its marks, and the old phone can't spend it any more", async () => {
  const [old, fresh] = await phones();
  const mailbox = new InMemory();
  const sent = await send(old, "chain", mailbox);
  assert.ok(typeof sent === "object");
  assert.deepEqual(await states(old), { monday: "spent", tuesday: "moving", wednesday: "moving", week: "moving" });
  await assert.rejects(old.keep("tuesday", () => "{}"));
  assert.equal(await settle(old, "keys", mailbox), "waiting");
  assert.equal(await arrive(fresh, sent.seed, mailbox), true);
  assert.equal(await settle(old, "keys", mailbox), "moved");
  assert.deepEqual(await states(old), { monday: "spent", tuesday: "elsewhere", wednesday: "elsewhere", week: "elsewhere" });
  assert.deepEqual(await states(fresh), { monday: "spent", tuesday: "ready", wednesday: "asked", week: "ready" });
  const there = new Map((await fresh.passes()).map(pass => [pass.keyId, pass]));
  assert.deepEqual(there.get("tuesday")?.signature, tuesday.signature);
  assert.equal(there.get("week")?.boundTo, "tuesday");
  assert.deepEqual(there.get("wednesday")?.inv, wednesday.inv, "what was asked for can be asked for again with the same message");
  assert.equal((await fresh.place())?.unit, "ward-1");
  assert.equal(kept.get("keys"), "chain");
  assert.ok((await old.passes()).every(pass => pass.signature === undefined && pass.inv === undefined));
});

test("it moves back by the same way", async () => {
  const [old, fresh] = await phones();
  const there = new InMemory();
  const sent = await send(old, undefined, there);
  assert.ok(typeof sent === "object");
  await arrive(fresh, sent.seed, there);
  await settle(old, "keys", there);
  const back = new InMemory();
  const returned = await send(fresh, undefined, back);
  assert.ok(typeof returned === "object");
  assert.equal(await arrive(old, returned.seed, back), true);
  assert.equal(await settle(old, "keys", back), "here");
  assert.deepEqual(await states(old), { monday: "spent", tuesday: "ready", wednesday: "asked", week: "ready" });
});

test("a code that nobody opens leaves the passes where they are", async () => {
  const [old] = await phones();
  const mailbox = new InMemory();
  await send(old, undefined, mailbox);
  mailbox.forget();
  assert.equal(await settle(old, "keys", mailbox), "here");
  assert.deepEqual(await states(old), { monday: "spent", tuesday: "ready", wednesday: "asked", week: "ready" });
});

test("kept on the old phone before the new one has confirmed, they are not on the new one, and the other way round", async () => {
  for (const first of ["old", "fresh"] as const) {
    const [old, fresh] = await phones();
    const mailbox = new InMemory();
    const sent = await send(old, undefined, mailbox);
    assert.ok(typeof sent === "object");
    await receive(fresh, sent.seed, await open((await mailbox.fetch())!, sent.seed));
    if (first === "old") assert.equal(await callOff(old, mailbox), "here");
    assert.equal(await confirm(fresh, "keys", mailbox), first === "fresh");
    if (first === "fresh") assert.equal(await callOff(old, mailbox), "moved");
    assert.equal((await states(old)).tuesday, first === "old" ? "ready" : "elsewhere");
    assert.equal((await states(fresh)).tuesday, first === "old" ? "elsewhere" : "ready");
  }
});

test("whatever call is lost, on its way or on its way back, in the end each pass is on exactly one of the two phones", async () => {
  let faults = 0;
  for (const lost of ["request", "answer"] as const) {
    for (const thenOld of [true, false]) {
      for (let at = 0; at < 6; at++) {
        const [old, fresh] = await phones();
        const mailbox = new InMemory(at, lost);
        const shrug = <T>(fault: T): undefined => {
          assert.ok(fault instanceof NoAnswer, String(fault));
          faults++;
          return undefined;
        };
        // The way of a move until something is lost; then both pages are opened again, either first, and then the other.
        const sent = await send(old, undefined, mailbox).catch(shrug);
        if (typeof sent === "object") await arrive(fresh, sent.seed, mailbox).catch(shrug);
        await settle(old, "keys", mailbox).catch(shrug);
        await settle(fresh, "keys", mailbox).catch(shrug);
        mailbox.forget();
        for (const again of thenOld ? ["old", "fresh", "old"] : ["fresh", "old", "fresh"]) {
          if (again === "fresh") await settle(fresh, "keys", mailbox).catch(shrug);
          else if ((await settle(old, "keys", mailbox).catch(shrug)) === "fetched") await callOff(old, mailbox); // what the page offers then
        }
        await settle(fresh, "keys", mailbox);
        const spendable = (await Promise.all([old, fresh].map(states))).map(all => ["tuesday", "wednesday", "week"].filter(pass => ["ready", "asked"].includes(all[pass] ?? "")).length);
        assert.deepEqual(spendable.sort(), [0, 3], `call ${at}, lost ${lost}`);
        assert.ok(!Object.values(await states(old)).includes("moving"));
      }
    }
  }

  assert.ok(faults >= 16, `${faults} faults`);
});

test("a tap that waits goes first, and without passes there is nothing to be moved", async () => {
  const [old, fresh] = await phones();
  await old.keep("tuesday", () => "{}");
  await assert.rejects(send(old, undefined, new InMemory()), (fault: unknown) => fault instanceof CanNotMove && fault.why === "tap waits");
  await assert.rejects(send(fresh, undefined, new InMemory()), (fault: unknown) => fault instanceof CanNotMove && fault.why === "nothing to move");
  assert.equal((await states(old)).wednesday, "asked");
});

test("a full mailbox changes nothing", async () => {
  const [old] = await phones();
  const full: Mailbox = Object.assign(new InMemory(), { put: () => Promise.resolve("full" as const) });
  assert.equal(await send(old, undefined, full), "full");
  assert.deepEqual(await states(old), { monday: "spent", tuesday: "ready", wednesday: "asked", week: "ready" });
});

test("a pass whose answer arrives while it is on its way is not brought back to life here", async () => {
  const [old] = await phones();
  await send(old, undefined, new InMemory());
  await old.answered("wednesday", { state: "ready", signature: bytes(1) });
  assert.equal((await states(old)).wednesday, "moving");
});

test("a phone that gave its passes away collects none, until its owner says that the other is lost", async () => {
  const [old, fresh] = await phones();
  const mailbox = new InMemory();
  const sent = await send(old, undefined, mailbox);
  assert.ok(typeof sent === "object");
  await arrive(fresh, sent.seed, mailbox);
  assert.equal(await settle(old, "keys", mailbox), "moved");
  assert.equal(await settle(old, "keys", mailbox), "moved");
  await useAgain(old);
  assert.equal(await settle(old, "keys", mailbox), "here");
});
