/** A tap that is stored nowhere and can't be undone: where this device's store is full. */
import { send, type Settled } from "./tap.ts";
import { AlreadyTapped, type StoredPass, type Wallet } from "./wallet.ts";
import { weekPassFor } from "./week-pass.ts";

/** A tap that only this page knows: sent again it is the same, and counts once. */
export class TapAtOnce {
  private constructor(
    private readonly ods: string,
    private readonly wallet: Wallet,
    private readonly keyId: string,
    private body: string,
  ) {}

  /**
   * Makes one, with the week pass if that is bound in storage first.
   * @throws AlreadyTapped where a tap with this pass is kept or spent
   */
  static async of(ods: string, wallet: Wallet, keyId: string, write: (day: StoredPass, week: StoredPass | undefined) => string): Promise<TapAtOnce> {
    const { day, week } = await wallet.bind(keyId).catch((fault: unknown) => {
      if (fault instanceof AlreadyTapped) throw fault;
      return withoutStoring(wallet, keyId);
    });
    return new TapAtOnce(ods, wallet, keyId, write(day, week));
  }

  async send(): Promise<Settled> {
    const answer = await send(this.ods, this.body, async less => void (this.body = less));
    if (answer.kind !== "again") await this.wallet.settle(this.keyId, answer).catch(() => undefined);
    return answer;
  }
}

// Nothing can be written, so only a week pass that is bound to this day pass already may go; the tap counts without, too.
async function withoutStoring(wallet: Wallet, keyId: string): Promise<{ day: StoredPass; week: StoredPass | undefined }> {
  const passes = await wallet.passes();
  const day = passes.find(one => one.keyId === keyId && one.state === "ready");
  if (!day) throw new AlreadyTapped();
  return { day, week: weekPassFor(passes.filter(one => one.boundTo === keyId), day) };
}
