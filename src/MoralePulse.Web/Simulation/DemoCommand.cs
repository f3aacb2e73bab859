using System.Globalization;
using MoralePulse.Ballot;
using MoralePulse.Issuance.Import;

namespace MoralePulse.Web.Simulation;

/// <summary>
/// <c>demo</c>: on an empty database, the demonstration's trust with half a year of history up to now. Where it is there and its clock is behind,
/// because the machine was off or the history was interrupted, it catches up. Where there are other organisations only, nothing.
/// </summary>
internal static class DemoCommand
{
    /// <returns>0 also where there was nothing to do.</returns>
    public static async Task<int> Run(IConfiguration settings, CancellationToken stop)
    {
        await using var sides = SimulationSetup.InProcess(settings);
        var organisations = await sides.GetRequiredService<BallotDatabase>().Tree.All(stop);
        var found = organisations.SingleOrDefault(here => here.Organisation.Ods == DemonstrationTrust.Ods);
        var end = sides.GetRequiredService<TimeProvider>().GetUtcNow();
        if (found is null ? organisations.Count > 0 : !found.Organisation.Simulated || found.Now >= end) return 0;

        await using var held = await SimulationLock.Open(sides.GetRequiredService<LockConnection>().Value, stop);
        if (!await held.TakeIdle(DemonstrationTrust.Ods, stop)) return 0; // a running service has it in hand
        var trust = DemonstrationTrust.Draw();
        var history = ActivatorUtilities.CreateInstance<DemonstrationHistory>(sides);
        if (found is null)
        {
            var outcome = await sides.GetRequiredService<OrganisationImport>().Apply(DemonstrationTrust.Import(trust), stop);
            if (outcome is ImportOutcome.Refused refused) throw new InvalidOperationException(string.Join('\n', refused.Lines));
            await history.Begin(end, stop);
        }

        var progress = Progress.To(Console.Out, "The demonstration's history");
        await history.Run(trust, end, (share, taps) => progress.Tell(share, string.Create(CultureInfo.InvariantCulture, $"{taps:N0} taps")), stop);
        return 0;
    }
}
