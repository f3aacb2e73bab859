using MoralePulse.Bench.Drill.Wire;

namespace MoralePulse.Bench.Drill.Events;

/// <summary>Makes an event happen.</summary>
internal static class DrillEvents
{
    /// <summary>Has it befall, and returns when service and database are well again.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="world">Whom.</param>
    /// <param name="chance">Draws what is left open: which process, how long.</param>
    /// <returns>Null where it happened; otherwise why it could not, and it does not count.</returns>
    public static Task<string?> Run(DrillKind kind, DrillWorld world, Random chance) => kind switch
    {
        DrillKind.KillService => ServiceEvents.Kill(world, chance),
        DrillKind.PauseService => ServiceEvents.Pause(world, chance),
        DrillKind.StepClock => ServiceEvents.StepClock(world, chance),
        DrillKind.CutBeforeCommit => Cuts.Cut(world, new(Work.Admission, afterwards: false)),
        DrillKind.CutAfterCommit => Cuts.Cut(world, new(Work.Admission, afterwards: true)),
        DrillKind.CutTickBeforeCommit => Cuts.Cut(world, new(Work.Tick, afterwards: false)),
        DrillKind.CutTickAfterCommit => Cuts.Cut(world, new(Work.Tick, afterwards: true)),
        DrillKind.DropByPhones => Cuts.Drop(world, chance),
        DrillKind.StopPostgres => PostgresEvents.Stop(world, killed: false),
        DrillKind.KillPostgres => PostgresEvents.Stop(world, killed: true),
        DrillKind.FillDisk => PostgresEvents.FillDisk(world, chance),
        DrillKind.SummerTimeBegins or DrillKind.SummerTimeEnds => SummerTime.Cross(world, chance, begins: kind == DrillKind.SummerTimeBegins),
        DrillKind.StallBoards => StalledBoards.Stall(world, chance),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Waits a moment for something.</summary>
    /// <returns>Whether it came.</returns>
    public static async Task<bool> Until(Func<Task<bool>> there, TimeSpan longest)
    {
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < longest; await Task.Delay(20))
            if (await there()) return true;
        return false;
    }
}
