using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Tree;

namespace MoralePulse.Ballot.Taps;

/// <summary>Decides whether a tap may be counted, and has it counted. Everything that can be refused is refused before it is queued.</summary>
internal sealed class TapAdmission(BallotDatabase database, PassKeys keys, AdmissionQueue queue, Ledger ledger, FaultKinds faults)
{
    private static readonly TapOutcome.Counted Counted = new();

    /// <summary>Counts a tap, or says why not; refusals in the order of the contract.</summary>
    public async Task<TapOutcome> Admit(Ods ods, TapRequest request)
    {
        try
        {
            return await Check(ods, request) switch
            {
                ({ } tap, _) => await queue.Count(tap) switch
                {
                    null => new TapOutcome.Refused(Refusal.Busy),
                    Admitted.UnitGone => new TapOutcome.Refused(Refusal.UnknownUnit),
                    _ => Counted,
                },
                (_, null) => Counted,
                (_, { } why) => new TapOutcome.Refused(why),
            };
        }
        catch (Exception fault)
        {
            faults.Remember(fault); // whatever it was, the pass is still good
            return new TapOutcome.Refused(Refusal.Busy);
        }
    }

    // Neither a tap nor a refusal: it was counted before, and its date has closed since.
    private async Task<(AdmittedTap? Tap, Refusal? Why)> Check(Ods ods, TapRequest request)
    {
        if (Pass.Read(request.Pass) is not { } day) return (null, Refusal.Malformed);
        Pass? week = null;
        if (request.WeekPass is { } sent && (week = Pass.Read(sent)) is null) return (null, Refusal.Malformed);

        // The signature first: a forged pass costs no look at the database.
        if (await Verify(ods, day, PassKind.Day) is not { } spentDay)
            return (null, keys.HasAny(ods) || await database.Tree.Find(ods, CancellationToken.None) is { Organisation.Opened: true } ? Refusal.NotAPass : Refusal.UnknownOrganisation);
        SpentPass? spentWeek = null;
        if (week is not null && ((spentWeek = await Verify(ods, week, PassKind.Week)) is null || spentWeek.Date.Week != spentDay.Date.Week))
            return (null, Refusal.NotAPass);

        if (await database.Tree.Find(ods, CancellationToken.None) is not { Organisation.Opened: true } here) return (null, Refusal.UnknownOrganisation);
        if (spentDay.Date.Value > here.Today) return (null, Refusal.NotYet);
        if (!spentDay.Date.IsOpenOn(here.Today))
            return await ledger.Holds(here.Organisation.LedgerClock, spentDay, CancellationToken.None) ? (null, null) : (null, Refusal.Over);

        var organisation = here.Organisation;
        if (organisation.Tree.StandsFor(request.Unit, here.Today) is null) return (null, Refusal.UnknownUnit);
        if (request.Shift is { } shift && organisation.Shifts.All(known => known.Code != shift)) return (null, Refusal.UnknownShift);
        if (request.StaffGroup is { } group && organisation.StaffGroups.All(known => known.Code != group)) return (null, Refusal.UnknownStaffGroup);
        if (Words.Mood(request.Mood) is not { } mood) return (null, Refusal.UnknownMood);
        return (new(ods, spentDay, spentWeek, new(request.Unit, request.Shift, request.StaffGroup), mood), null);
    }

    private async Task<SpentPass?> Verify(Ods ods, Pass pass, PassKind kind) =>
        await keys.Find(ods, pass.KeyId) is { } key && key.Key.Kind == kind && key.Verifies(pass.Message, pass.Signature)
            ? new(pass.KeyId, kind, key.Key.Date, PassMessage.SpentHash(pass.KeyId, pass.Message))
            : null;

    private sealed record Pass(PassKeyId KeyId, byte[] Message, byte[] Signature)
    {
        public static Pass? Read(PassOnWire sent) =>
            PassKeyId.TryParse(sent.KeyId, out var id)
            && PassBytes.Decode(sent.Message, PassMessage.Size) is { } message
            && PassBytes.Decode(sent.Signature, PassMessage.SignatureSize) is { } signature
                ? new(id, message, signature)
                : null;
    }
}
