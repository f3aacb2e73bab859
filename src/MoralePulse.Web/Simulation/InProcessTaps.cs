using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MoralePulse.Ballot.Taps;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Web.Simulation;

/// <summary>
/// Counts a simulated organisation's taps in process, without passes: the ledger gets random hashes under keys that were never made. A person's
/// first tap of a week carries a week pass, as a device's would.
/// </summary>
/// <typeparam name="TPerson">How the caller names people; the name goes no further than this.</typeparam>
/// <param name="ods">The organisation.</param>
/// <param name="admission">Spends and counts.</param>
internal sealed class InProcessTaps<TPerson>(Ods ods, Admission admission)
{
    private const int BatchSize = 500;

    private readonly HashSet<(TPerson Person, Week Week)> seen = [];
    private readonly Dictionary<(PassKind, DateOnly), PassKeyId> keyIds = [];

    /// <summary>Counts taps, which must come in the order of their sending.</summary>
    /// <returns>How many were counted.</returns>
    public async Task<int> Count(IEnumerable<(TPerson Person, ServiceDate Date, TapPlace Place, Mood Mood)> taps, CancellationToken stop)
    {
        var counted = 0;
        foreach (var batch in taps.Select(tap => new AdmittedTap(ods, Spend(PassKind.Day, tap.Date), WeekPass(tap.Person, tap.Date), tap.Place, tap.Mood)).Chunk(BatchSize))
            counted += (await admission.Admit(batch, stop)).Count(fresh => fresh);
        return counted;
    }

    private SpentPass? WeekPass(TPerson person, ServiceDate date) => seen.Add((person, date.Week)) ? Spend(PassKind.Week, new(date.Week.Monday)) : null;

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
