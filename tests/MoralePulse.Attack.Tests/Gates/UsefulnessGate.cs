using System.Globalization;
using MoralePulse.Attack.Tests.Worlds;
using MoralePulse.Bench.World;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;

namespace MoralePulse.Attack.Tests.Gates;

/// <summary>A kind of trust whose boards are measured.</summary>
/// <param name="Staff">People in its directory.</param>
/// <param name="Participation">Mean share of worked shifts after which people tap.</param>
/// <param name="Deepest">Deepest published level.</param>
internal sealed record UsefulnessCase(int Staff, double Participation, UnitKind Deepest = UnitKind.Team)
{
    /// <summary>The two that the gate holds.</summary>
    public static IReadOnlyList<UsefulnessCase> Gated { get; } = [new(1700, 0.25), new(1700, 0.55)];

    /// <summary>Others, for a table.</summary>
    public static IReadOnlyList<UsefulnessCase> Others { get; } =
    [
        .. new[] { 150, 400, 8000 }.SelectMany(staff => new UsefulnessCase[] { new(staff, 0.25), new(staff, 0.55) }), new(1700, 0.25, UnitKind.Department), new(1700, 0.55, UnitKind.Department),
    ];

    /// <summary>As a table says it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Staff} staff, {Participation:P0} of shifts{(Deepest == UnitKind.Department ? ", departments only" : "")}");
}

/// <summary>Whether anonymity leaves boards that are worth looking at.</summary>
internal static class UsefulnessGate
{
    /// <summary>The columns of the table.</summary>
    public const string Head = "| trust | departments, week 1 | teams of 12+, a week | teams of 12+, 28 days | error of green, points | moves a day | median wait live / all, hours | taps shown within 2 hours | cohorts, 28 days |";

    private static readonly DateOnly Monday = new(2026, 6, 1);

    /// <summary>Measures trusts of some seeds.</summary>
    public static IReadOnlyList<Usefulness> Run(UsefulnessCase which, int seeds)
    {
        var limits = new ReleaseLimits();
        return [.. Enumerable.Range(1, seeds).AsParallel().AsOrdered().Select(seed =>
            Usefulness.Of(TrustRun.Of(GateTrust.Draw(seed, which.Participation, which.Staff), Monday, Monday.AddDays(27), limits, which.Deepest), Monday, limits))];
    }

    /// <summary>What falls short of the goals for a trust of 1,700, by more than chance.</summary>
    public static IEnumerable<string> Faults(UsefulnessCase which, IReadOnlyList<Usefulness> seen)
    {
        var keen = which.Participation > 0.5;
        (string What, Func<Usefulness, double> Of, double Goal)[] least =
        [
            ("departments with a figure in the first week", one => one.DepartmentsInFirstWeek, keen ? 1 : 0.9),
            ("teams of 12 or more with a figure in a week", one => one.TeamsInAWeek, keen ? 0.92 : 0.6),
            ("teams of 12 or more with a figure in 28 days", one => one.TeamsIn28Days, keen ? 0.98 : 0.85),
            ("moves of the organisation's board a day", one => one.MovesADay, keen ? 25 : 10),
            ("minus the error of a department's green", one => -one.Error, keen ? -0.04 : -0.06),
        ];
        foreach (var (what, of, goal) in least)
        {
            var most = AttackPromises.Upper([.. seen.Select(of)]);
            if (!(most >= goal)) yield return string.Create(CultureInfo.InvariantCulture, $"{which}: {what}: {seen.Average(of):0.000}, at most {most:0.000} (95 % bound), and not {goal}");
        }
    }

    /// <summary>A line of the table: means over the seeds.</summary>
    public static string Row(UsefulnessCase which, IReadOnlyList<Usefulness> seen)
    {
        string Part(Func<Usefulness, double> of, double times, string format) => (times * seen.Average(of)).ToString(format, CultureInfo.InvariantCulture) is var text && text != "NaN" ? text : "–";
        return $"| {which} | {Part(one => one.DepartmentsInFirstWeek, 100, "0")} % | {Part(one => one.TeamsInAWeek, 100, "0")} % | {Part(one => one.TeamsIn28Days, 100, "0")} % | {Part(one => one.Error, 100, "0.0")} | {Part(one => one.MovesADay, 1, "0.0")} "
            + $"| {Part(one => one.MedianLiveWait, 1, "0.0")} / {Part(one => one.MedianWait, 1, "0")} | {Part(one => one.WithinTwoHours, 100, "0.0")} % | {Part(one => one.CohortsIn28Days, 100, "0")} % |";
    }
}
