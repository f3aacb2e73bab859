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
            var (tap, why) = await Check(ods, request);
            if (tap is null) return Answer(why);
            return await queue.Count(tap) switch
            {
                null => new TapOutcome.Refused(Refusal.Busy),
                Admitted.UnitGone => await Check(ods, request) switch // again, by the tree as it is now
                {
                    (null, var gone) => Answer(gone),
                    _ => new TapOutcome.Refused(Refusal.Busy),
                },
                Admitted.KeyRetired => Retired(ods),
                _ => Counted,
            };
        }
        catch (Exception fault)
        {
            faults.Remember(fault); // whatever it was, the pass is still good
            return new TapOutcome.Refused(Refusal.Busy);
        }
    }

    // Retired since this process read it: the next pass of such a key is refused without a look at the database.
    private TapOutcome.Refused Retired(Ods ods)
    {
        keys.Forget(ods);
        return new(Refusal.Over);
    }

    private static TapOutcome Answer(Refusal? why) => why is null ? Counted : new TapOutcome.Refused(why);

    // Neither a tap nor a refusal: it was counted before.
    private async Task<(AdmittedTap? Tap, Refusal? Why)> Check(Ods ods, TapRequest request)
    {
        if (Pass.Read(request.Pass) is not { } day) return (null, Refusal.Malformed);
        Pass? week = null;
        if (request.WeekPass is { } sent && (week = Pass.Read(sent)) is null) return (null, Refusal.Malformed);

        // The signature first: where an organisation has keys, a forged pass costs no look at the database.
        if (await Verify(ods, day, PassKind.Day) is not { } spentDay)
            return (null, keys.HasAny(ods) || await database.Tree.Find(ods, CancellationToken.None) is { Organisation.Opened: true } ? Refusal.NotAPass : Refusal.UnknownOrganisation);
        SpentPass? spentWeek = null;
        if (week is not null && ((spentWeek = await Verify(ods, week, PassKind.Week)) is null || spentWeek.Date.Week != spentDay.Date.Week))
            return (null, Refusal.NotAPass);

        if (await IsRetired(ods, day)) return (null, Refusal.Over);
        if (week is not null && await IsRetired(ods, week)) spentWeek = null; // as if it had been spent: it never refuses a tap
        if (await database.Tree.Find(ods, CancellationToken.None) is not { Organisation.Opened: true } here) return (null, Refusal.UnknownOrganisation);
        if (spentDay.Date.Value > here.Today) return (null, Refusal.NotYet);
        if ((spentDay.Date.IsOpenOn(here.Today) ? Unknown(request, here) : Refusal.Over) is { } why)
        {
            // What is counted stays counted: its date may have closed, its unit or shift may have gone since. Only who has the pass itself can ask.
            return await ledger.Holds(here.Organisation.LedgerClock, spentDay, CancellationToken.None) ? (null, null) : (null, why);
        }

        return (new(ods, spentDay, spentWeek, new(request.Unit, request.Shift, request.StaffGroup), Words.Mood(request.Mood)!.Value), null);
    }

    private static Refusal? Unknown(TapRequest request, OrganisationNow here)
    {
        var organisation = here.Organisation;
        if (organisation.Tree.StandsFor(request.Unit, here.Today) is null) return Refusal.UnknownUnit;
        if (request.Shift is { } shift && !organisation.MayName(shift, here.Today)) return Refusal.UnknownShift;
        if (request.StaffGroup is { } group && organisation.StaffGroups.All(known => known.Code != group)) return Refusal.UnknownStaffGroup;
        return Words.Mood(request.Mood) is null ? Refusal.UnknownMood : null;
    }

    private async Task<bool> IsRetired(Ods ods, Pass pass) => await keys.Find(ods, pass.KeyId) is { Retired: true };

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
