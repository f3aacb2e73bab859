using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MoralePulse.Ballot.Taps;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Web.Simulation;

/// <summary>A tap that is counted in process.</summary>
/// <param name="Date">Date of its shift.</param>
/// <param name="IsFirstOfWeek">Whether it is its sender's first of the week, and so carries a week pass, as a device's would.</param>
/// <param name="Place">Where it belongs.</param>
/// <param name="Mood">Its mood.</param>
internal readonly record struct InProcessTap(ServiceDate Date, bool IsFirstOfWeek, TapPlace Place, Mood Mood);

/// <summary>
/// Counts a simulated organisation's taps without passes: the ledger gets random hashes, under keys that were never made.
/// </summary>
/// <param name="ods">The organisation.</param>
/// <param name="admission">Spends and counts.</param>
internal sealed class InProcessTaps(Ods ods, Admission admission)
{
    private const int BatchSize = 500;

    private readonly Dictionary<(PassKind, DateOnly), PassKeyId> keyIds = [];

    /// <summary>Counts taps.</summary>
    /// <returns>How many were counted.</returns>
    public async Task<int> Count(IEnumerable<InProcessTap> taps, CancellationToken stop)
    {
        var counted = 0;
        foreach (var batch in taps.Select(WithPasses).Chunk(BatchSize)) counted += (await admission.Admit(batch, stop)).Count(admitted => admitted == Admitted.Now);
        return counted;
    }

    private AdmittedTap WithPasses(InProcessTap tap) =>
        new(ods, Spend(PassKind.Day, tap.Date), tap.IsFirstOfWeek ? Spend(PassKind.Week, new(tap.Date.Week.Monday)) : null, tap.Place, tap.Mood);

    private SpentPass Spend(PassKind kind, ServiceDate date)
    {
        if (!keyIds.TryGetValue((kind, date.Value), out var id))
        {
            var label = string.Create(CultureInfo.InvariantCulture, $"MoralePulse in process {ods} {kind} {date.Value:yyyy-MM-dd}");
            keyIds[(kind, date.Value)] = id = PassKeyId.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(label)));
        }

        return new(id, kind, date, RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));
    }
}
