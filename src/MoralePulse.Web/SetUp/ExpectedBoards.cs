using System.Globalization;
using CsvHelper;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;

namespace MoralePulse.Web.SetUp;

/// <summary>What boards of one size, with one choice of parameters, were worth in simulated trusts over four weeks. Shares are in percent; null where such a trust has none.</summary>
/// <param name="Staff">People of the trust.</param>
/// <param name="Participation">Percent of worked shifts after which people tapped.</param>
/// <param name="Level">Deepest published level: team or department.</param>
/// <param name="K">Fewest taps in a block.</param>
/// <param name="P">Fewest different people in a block.</param>
/// <param name="D">Fewest taps unlike most.</param>
/// <param name="Departments">Departments with a figure in the first week.</param>
/// <param name="TeamsAWeek">Teams of twelve or more with a figure of a week.</param>
/// <param name="TeamsIn28Days">The same within 28 days.</param>
/// <param name="Error">Mean distance of a department's weekly share of green from what was tapped, in points.</param>
/// <param name="MovesADay">Releases a day.</param>
/// <param name="WaitHours">Median wait of a released tap, in hours.</param>
public sealed record ExpectedBoards(
    int Staff, int Participation, string Level, int K, int P, int D, double? Departments, double? TeamsAWeek, double? TeamsIn28Days, double? Error, double MovesADay, double WaitHours)
{
    private static readonly Lazy<IReadOnlyList<ExpectedBoards>> Table = new(Read);

    /// <summary>All that was measured, by <c>scripts/gates --set-up-figures</c>.</summary>
    public static IReadOnlyList<ExpectedBoards> Measured => Table.Value;

    /// <summary>What was measured nearest to an organisation, for each participation that was tried: by size as a ratio, by parameters as numbers.</summary>
    /// <param name="headcount">Its people.</param>
    /// <param name="limits">Its release parameters.</param>
    /// <param name="deepest">Its deepest published level.</param>
    public static IReadOnlyList<ExpectedBoards> Nearest(int headcount, ReleaseLimits limits, UnitKind deepest)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var level = deepest == UnitKind.Team ? "team" : "department";
        return
        [
            .. Measured.Where(one => one.Level == level).GroupBy(one => one.Participation).OrderBy(group => group.Key).Select(group => group
                .OrderBy(one => Math.Abs(Math.Log((double)one.Staff / Math.Max(1, headcount))))
                .ThenBy(one => Math.Abs(one.K - limits.MinimumTaps)).ThenBy(one => Math.Abs(one.D - limits.Dissent)).ThenBy(one => Math.Abs(one.P - limits.ProvenPeople)).First()),
        ];
    }

    private static IReadOnlyList<ExpectedBoards> Read()
    {
        using var stream = typeof(ExpectedBoards).Assembly.GetManifestResourceStream(typeof(ExpectedBoards), "expected-boards.csv")!;
        using var text = new StreamReader(stream);
        using var csv = CsvReader.Create(text, new() { Separator = ',', HasHeader = false });
        var measured = new List<ExpectedBoards>();
        csv.Read(); // the names
        while (csv.Read())
            measured.Add(new(Whole(0), Whole(1), csv.GetString(2), Whole(3), Whole(4), Whole(5), Part(6), Part(7), Part(8), Part(9), Part(10)!.Value, Part(11)!.Value));
        return measured;

        int Whole(int at) => int.Parse(csv.GetString(at), CultureInfo.InvariantCulture);
        double? Part(int at) => csv.GetString(at) is { Length: > 0 } part ? double.Parse(part, CultureInfo.InvariantCulture) : null;
    }
}
