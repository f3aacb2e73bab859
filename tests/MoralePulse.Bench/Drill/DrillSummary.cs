using System.Globalization;

namespace MoralePulse.Bench.Drill;

/// <summary>A drill's result as a table.</summary>
internal static class DrillSummary
{
    public static async Task Write(DrillVerdict verdict, TextWriter output)
    {
        await Line("events", verdict.Happened.Values.Sum());
        foreach (var kind in Enum.GetValues<DrillKind>()) await Line($"  {InWords(kind)}", verdict.Happened.GetValueOrDefault(kind));
        foreach (var (kind, why) in verdict.NotMade) await output.WriteLineAsync($"  not made, not counted: {InWords(kind)} ({why})");
        await Line("taps acknowledged", verdict.Acknowledged);
        await Line("resent", verdict.Resent);
        await Line("counted", verdict.Counted);
        await Line("lost", verdict.Lost);
        await Line("counted twice", verdict.Twice);
        await Line("moods other than tapped", verdict.MoodsOff);
        await Line("blocks", verdict.Blocks);
        foreach (var check in verdict.Checks) await output.WriteLineAsync($"{(check.Holds ? "holds " : "BROKEN")} {check.Name,-5} {check.What}{(check.Holds ? "" : string.Create(CultureInfo.InvariantCulture, $": {check.Wrong} times"))}");
        await output.WriteLineAsync("elsewhere: I5 and I7 compare two worlds (ReleaseInvariants, NoRouteTellsOfATap)");
        await Line("pulses recounted", verdict.Recounted);
        await Line("pulses other than their blocks", verdict.WrongPulses);
        await Line("boards that do not show them", verdict.BoardsBehind);
        await Line("stalled boards dropped", verdict.Boards.Dropped);
        await Line("stalled boards kept", verdict.Boards.Kept);
        await Line("boards disturbed by them", verdict.Boards.Disturbed);
        await Line("MB that a process grew meanwhile, at most", verdict.Boards.MostMemory / (1024 * 1024));
        await output.WriteLineAsync(!verdict.IsSound ? "NOT SOUND" : verdict.NotMade.Count == 0 ? "sound" : "sound, but not every event could be made");

        Task Line(string what, long number) => output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what,-56}{number,8}"));
    }

    public static string InWords(DrillKind kind) => kind switch
    {
        DrillKind.KillService => "service killed (SIGKILL)",
        DrillKind.PauseService => "service stopped and continued (SIGSTOP, SIGCONT)",
        DrillKind.CutBeforeCommit => "admission cut before COMMIT",
        DrillKind.CutAfterCommit => "admission cut after COMMIT, before its answer",
        DrillKind.CutTickBeforeCommit => "tick cut before COMMIT",
        DrillKind.CutTickAfterCommit => "tick cut after COMMIT, before its answer",
        DrillKind.DropByPhones => "phones drop connections after sending",
        DrillKind.StopPostgres => "PostgreSQL stopped at once and started",
        DrillKind.KillPostgres => "PostgreSQL killed and started",
        DrillKind.FillDisk => "disk full",
        DrillKind.StepClock => "clock of a service stepped",
        DrillKind.SummerTimeBegins => "summer time begins",
        DrillKind.SummerTimeEnds => "summer time ends",
        DrillKind.StallBoards => "boards stop reading",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
